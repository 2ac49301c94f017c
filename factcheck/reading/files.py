"""Bytes of files, standard input and folders, with a reason where there are none."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from factcheck.reading.document import CannotRead

MEBIBYTE = 1024 * 1024
LARGEST = 256 * MEBIBYTE
"""Bytes of one text file or record; a text is held in memory several times over while it is worked on."""

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})
PDF_SUFFIXES = frozenset({".pdf"})
READ_IN_FOLDERS = TEXT_SUFFIXES | PAGE_SUFFIXES | RECORD_SUFFIXES | PDF_SUFFIXES


def open_file(path: str) -> BinaryIO:
    """Open a regular file of at most ``LARGEST`` bytes, or any size for a record file. Raises CannotRead."""
    try:
        status = Path(path).stat()
        if stat.S_ISFIFO(status.st_mode):
            raise CannotRead("a pipe; to read from one give - and pipe it to standard input")
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead("neither a file nor a folder")
        return Path(path).open("rb")
    except OSError as error:
        raise CannotRead(_reason(error)) from error
    except ValueError as error:  # a NUL in the name
        raise CannotRead("not a file name") from error


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises CannotRead, also for an empty one."""
    size = 0
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open_file(path) as file:
                size = os.fstat(file.fileno()).st_size
                data = b"" if size > LARGEST else file.read(LARGEST + 1)
    except OSError as error:
        raise CannotRead(_reason(error)) from error
    if max(size, len(data)) > LARGEST:
        raise CannotRead(f"larger than {LARGEST // MEBIBYTE} MiB; split it, or give it as a record file")
    if not data:
        raise CannotRead("empty" if path != "-" else "nothing came on standard input")
    return data


def walk_folder(folder: str) -> Iterator[str]:
    """Paths of the files below ``folder`` that hold text, sorted, by their suffix.

    Hidden files and folders are passed over, and links to folders are not followed. Raises CannotRead for a folder
    that can't be listed or holds no text.
    """
    failures: list[OSError] = []
    found = False
    for parent, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in READ_IN_FOLDERS:
                found = True
                yield str(Path(parent) / name)
    if failures:
        raise CannotRead(f"cannot be listed: {_reason(failures[0])}")
    if not found:
        raise CannotRead(f"a folder without any text; files ending in {', '.join(sorted(READ_IN_FOLDERS))} count")


def is_folder(path: str) -> bool:
    """Whether ``path`` names a folder; False where that can't be told."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror or str(error)).lower()
