"""Small integers that stand for words in the file, and what marks the file as ours.

Covering indexes repeat status and kind in every entry, so they are stored as codes (0 and 1 take no byte at all);
the tables ``status`` and ``kind`` in the file spell them out. Codes are for ever: append, never renumber.
"""

from __future__ import annotations

from claims_db.claim import Kind
from claims_db.records import FLAGS, KINDS, STATUSES, Flag, Status

APPLICATION_ID = 0x46437462
"""``PRAGMA application_id`` of a claims database ("FCtb")."""
SCHEMA_VERSION = 5
"""How many migrations a current file has had."""
READABLE_SINCE = 2
"""How many a file needs for reading alone: what came since concerns only what is written."""

STATUS_CODES: dict[Status, int] = {status: code for code, status in enumerate(STATUSES)}
KIND_CODES: dict[Kind, int] = {kind: code for code, kind in enumerate(KINDS)}
FLAG_BITS: dict[Flag, int] = {flag: 1 << bit for bit, flag in enumerate(FLAGS)}

SHOWN_ALWAYS, SHOWN_ON_REQUEST, SHOWN_NEVER = 2, 1, 0
"""Values of ``claim.shown``: by default, with ``every``, not at all."""
