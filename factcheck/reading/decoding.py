"""From bytes to text: which encoding, and a clear word where there is none."""

from __future__ import annotations

import codecs
import re

from factcheck.reading.document import CannotRead

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# The encodings Chinese and English news comes in. With fewer candidates a headline of ten bytes is enough to tell.
_CANDIDATES = ["gb18030", "big5hkscs", "big5", "windows-1252", "utf-16-le", "utf-16-be"]
# Decode with the superset in use, as browsers do.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WINDOW = 100_000
"""Bytes on either side of the first bad one that are looked at."""
_FEW = 0.02
"""Share of characters up to which controls, or undecodable bytes, are damage and not another format."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of ``data`` without its byte order mark, and the encoding's name.

    A byte order mark decides, then strict UTF-8, then ``declared`` (a page's own word), then chardet. Line ends stay
    as they are. Raises CannotRead for bytes that are no text, or not wholly decodable.
    """
    for mark, marked, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, marked), name
    if b"\0" not in data[:4096]:
        try:
            return _checked(data.decode("utf-8")), "utf-8"
        except UnicodeDecodeError as error:
            _refuse_damaged_utf8(data, error)
    codec = _codec(declared)
    if codec:
        try:
            return _checked(data.decode(codec)), codec
        except UnicodeDecodeError:
            pass  # the page is wrong about itself
    return _detected(data)


def decode_page(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """As ``decode``, but a page with a few bad bytes gets U+FFFD for them, as in a browser."""
    try:
        return decode(data, declared)
    except CannotRead:
        codec = _codec(declared) or "utf-8"
        text = data.decode(codec, errors="replace")
        if text.count("\ufffd") > _FEW * len(text):
            raise
        return _checked(text), codec


def _detected(data: bytes) -> tuple[str, str]:
    import chardet

    found = chardet.detect(data, include_encodings=_CANDIDATES)
    encoding = found["encoding"]
    if encoding is None:
        kind = found.get("mime_type")
        what = f"a binary file ({kind})" if kind and kind != "application/octet-stream" else "a binary file"
        raise CannotRead(f"{what}, not text; give text, HTML, PDF or JSON lines")
    codec = _codec(encoding) or encoding
    try:
        return _checked(data.decode(codec)), codec
    except UnicodeDecodeError as error:
        if codec == "big5hkscs":  # Microsoft's own additions
            try:
                return _checked(data.decode("cp950")), "cp950"
            except UnicodeDecodeError:
                pass
        raise _undecodable(encoding, error.start) from error


def _strictly(data: bytes, codec: str) -> str:
    try:
        return _checked(data.decode(codec))
    except UnicodeDecodeError as error:
        raise _undecodable(codec.removesuffix("-sig").upper(), error.start) from error


def _undecodable(encoding: str, offset: int) -> CannotRead:
    return CannotRead(f"looks like {encoding}, but byte {offset} does not decode; save it anew as UTF-8")


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Raise for UTF-8 with a few bad bytes, which any other encoding would read as nonsense."""
    begin = max(0, error.start - _WINDOW)
    text = data[begin : error.start + _WINDOW].decode("utf-8", errors="replace")
    bad = max(1, text.count("\ufffd") - (begin > 0) - (len(data) > error.start + _WINDOW))
    strange = sum(not character.isascii() for character in text) - bad
    # Three bytes of another encoding are hardly ever a character of UTF-8; two are now and then.
    long = sum(character >= "\u0800" for character in text) - bad
    if long >= bad or strange > 4 * bad:
        raise _undecodable("UTF-8", error.start) from error


def _checked(text: str) -> str:
    """``text``, unless control characters show that it is none."""
    sample = text[:100_000]
    controls = len(_CONTROLS.findall(sample))
    if controls > 1 and controls > _FEW * len(sample):
        raise CannotRead("a binary file, not text; give text, HTML, PDF or JSON lines")
    return text


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    label = name.strip().strip("\"'").lower().replace("_", "-")
    if label in _SUPERSETS:
        return _SUPERSETS[label]
    try:
        # a page may name anything Python knows, also codecs that make no text (hex, zlib) or none at all (undefined)
        b" ".decode(label)
    except UnicodeDecodeError:
        return codecs.lookup(label).name  # text, in units of more than one byte
    except (LookupError, ValueError):
        return None
    return codecs.lookup(label).name
