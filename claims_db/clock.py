"""The time as the file records it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present, ``written``."""
    return written(datetime.now(UTC))


def written(time: datetime) -> str:
    """UTC to the millisecond, as ``2026-03-31T08:15:00.123Z``; sorts as text."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
