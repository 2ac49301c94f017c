"""What a wrong decoding left behind, where it can be told from what the writer meant."""

from __future__ import annotations

import re

from factcheck.repair.offsets import Edit

# One UTF-8 sequence whose bytes were read as Windows-1252 or Latin-1: a lead byte, then one to three continuations.
_CONTINUATION = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_SEQUENCE = re.compile(f"[Â-ß]{_CONTINUATION}|[à-ï]{_CONTINUATION}{{2}}|[ð-ô]{_CONTINUATION}{{3}}")
_LEAD = re.compile("[Â-ô]")
_RUN = re.compile(f"[Â-ô]{_CONTINUATION}(?:[Â-ô]|{_CONTINUATION})*")

# Content farms pass pages through a narrower encoding on the way: a closing 。” and the < behind it come out as ?！?,
# and any other last character takes the < of its end tag with it.
_BROKEN_CLOSE = re.compile(r"\?！\?(?:/?(?:p|br|div|span|strong|b|a|li|td|h[1-6])\s?/?>)?")
_BROKEN_TAG = re.compile(r"[?？]/(?:p|br|div|span|strong|b|a|li|td|h[1-6])>")

_ENDS = frozenset("。！？…!?.")
_LOOK_BACK = 1000


def find_latin_mojibake(text: str, unusual: str) -> list[Edit]:
    """Edits that undo UTF-8 read as Latin-1 (``â€™``), one for each original character.

    ftfy judges whether a run is mojibake; a run that it would not decode sequence by sequence is left alone.
    """
    edits: list[Edit] = []
    if not _LEAD.search(unusual):
        return edits
    for run in _RUN.finditer(text):
        sequences = list(_SEQUENCE.finditer(run[0]))
        encoded = "".join(sequence[0] for sequence in sequences)
        fixed = _decoded(encoded)
        if fixed != encoded and len(fixed) == len(sequences):
            edits += [
                (run.start() + sequence.start(), run.start() + sequence.end(), character)
                for sequence, character in zip(sequences, fixed, strict=True)
            ]
    return edits


def _decoded(encoded: str) -> str:
    import ftfy

    return ftfy.fix_encoding(encoded)


def find_broken_closes(text: str, unusual: str) -> list[Edit]:
    """Edits that put back the full stop or quotation mark of ``?！?/p>`` and ``?/p>``."""
    edits: list[Edit] = []
    if "?！?" in text:
        for match in _BROKEN_CLOSE.finditer(text):
            ended = text[match.start() - 1 : match.start()] in _ENDS
            edits.append((match.start(), match.end(), "”" if ended else "。”"))
    if "?/" in text or "？/" in text:
        taken = {end for _, end, _ in edits}
        edits += [
            (match.start(), match.end(), "”" if _quote_open(text, match.start()) else "。")
            for match in _BROKEN_TAG.finditer(text)
            if match.end() not in taken
        ]
        edits.sort()
    return edits


def _quote_open(text: str, at: int) -> bool:
    """Whether a quotation that began in this paragraph is still open at ``at``."""
    before = text[max(0, at - _LOOK_BACK) : at]
    before = before[before.rfind("\n") + 1 :]
    return before.rfind("“") > before.rfind("”")
