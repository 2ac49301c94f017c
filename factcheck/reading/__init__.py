"""Reading: files, folders, pages, record files and standard input become documents, one at a time."""

from factcheck.reading.document import Document, Unreadable
from factcheck.reading.sources import read

__all__ = ["Document", "Unreadable", "read"]
