"""What a claim and a text are known by, in any database."""

from __future__ import annotations

import hashlib


def text_hash(text: str) -> bytes:
    """SHA-256 of a stored text in UTF-8."""
    return hashlib.sha256(text.encode()).digest()


def claim_uid(text_sha256: bytes, start: int, end: int) -> bytes:
    """16 bytes that are the same wherever the figure at ``start``-``end`` of the same source text is stored."""
    place = hashlib.sha256(b"%b:%d:%d" % (text_sha256, start, end)).digest()
    # the text comes first, so that the claims of a source lie side by side in the index
    return text_sha256[:8] + place[:8]
