"""Everything published about creators as arrays, read from PostgreSQL by streaming and kept up to date in the process.

fetch.py    a query as a NumPy record array           load.py, measurements.py, lists.py   the queries
files.py    the columns of a bucket as a file         store.py    the files of an epoch, shared by processes
current.py  the process's copy and how it keeps up    campaigns.py   a campaign as the engine sees it
"""
