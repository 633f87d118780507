"""Background work of this room; the bodies are in tasks.py."""

from marketplace.core import jobs

#: Reads a file of creators, chunk by chunk.
IMPORT_FILE = jobs.declare("creators.import_file", queue="default", lease_seconds=120)
