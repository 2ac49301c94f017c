"""Coverage-guided fuzzing of extraction: `python -m benchmarks.fuzz_extraction -max_total_time=1200` (needs atheris).

Fails on any exception and on any claim whose span is not its text. Bytes become text as UTF-8 with lone surrogates let
through, so that hostile code points are reached.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["factcheck"]):
    import factcheck
    from factcheck.extraction import context_en, context_zh, rules  # noqa: F401 (loaded late, so instrumented here)
    from factcheck.extraction.figures import finish, scan  # noqa: F401


def one_input(data: bytes) -> None:
    """Extract once and check every span."""
    text = data.decode("utf-8", "surrogateescape")
    for claim in factcheck.extract(text, every=True):
        if text[claim.start : claim.end] != claim.figure:
            raise AssertionError(f"span {claim.start}-{claim.end} is not {claim.figure!r} in {text!r}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
