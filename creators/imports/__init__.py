"""Bringing lists of creators in from files.

detect.py   what kind of text file is this?
columns.py  which column means what?
values.py   what does this cell say?
rows.py     one row → a profile, a channel and its numbers, or the reasons why not
write.py    a thousand rows → the database, in a handful of statements
run.py      a whole file, chunk by chunk, where a killed worker left off
report.py   what was refused, as a file people can correct and bring back
"""
