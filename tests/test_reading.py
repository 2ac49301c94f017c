"""Reading files, folders and standard input: the text unchanged, the reason clear."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.reading import Document, Unreadable, read
from factcheck.reading.decoding import decode

SIMPLIFIED = "比亚迪4月销量为38万辆，同比增长21%。"
TRADITIONAL = "輝達第二季營收467億美元，年增56%。"


def read_one(path: Path | str) -> Document:
    (document,) = read([str(path)])
    assert isinstance(document, Document), document
    return document


def refusal(path: Path | str) -> str:
    (answer,) = read([str(path)])
    assert isinstance(answer, Unreadable)
    assert answer.name == str(path)
    assert "\n" not in str(answer)
    return answer.reason


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        ("股价跌6%", "gbk", "gb18030"),
        ("售價為32.8萬元", "big5", "big5hkscs"),
        ("𠮷林省产量3万吨，🚀增长", "gb18030", "gb18030"),
        ("The café charged “£5” — 20% more than in May.", "cp1252", "cp1252"),
        ("plain ASCII, 5%", "ascii", "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, text: str, codec: str, named: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(codec))
    document = read_one(path)
    assert document.text == text
    assert document.encoding == named
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.name == str(path)
    assert document.raw is None
    assert document.boilerplate is None


@given(st.text(min_size=1).filter(lambda text: text.isprintable() or "\n" in text))
def test_utf8_comes_back_unchanged(text: str) -> None:
    kept = text.removeprefix("\ufeff")
    if sum(character < " " for character in kept) < 2 and kept:
        assert decode(text.encode())[0] == kept


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r\n\r"])
def test_line_ends_stay(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f" one{ends}two 5%{ends}".encode())
    assert read_one(path).text == f" one{ends}two 5%{ends}"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b" \r\n\t", "white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary file (image/png)"),
        (bytes(range(256)) * 4, "binary file"),
        (SIMPLIFIED.encode()[:-1], "UTF-8"),
        (SIMPLIFIED.encode() * 3 + b"\xff\xfe" + SIMPLIFIED.encode(), "byte 153"),
        (SIMPLIFIED.encode() * 6000 + b"\xff" + SIMPLIFIED.encode(), "looks like UTF-8, but byte 306000"),
        (codecs.BOM_UTF16_LE + b"a\0b", "UTF-16"),
    ],
)
def test_what_is_no_text_is_said_to_be_none(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert reason in refusal(path)


def test_a_text_with_a_nul_is_still_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Sales rose 5% in May,\0 the company said, after falling by 2% in April.")
    assert "\0" in read_one(path).text


def test_missing_files_devices_and_pipes(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "no such file or folder"
    assert refusal("/dev/null") == "neither a file nor a folder"
    assert refusal("a\0b") == "not a file name"
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in refusal(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal(tmp_path / "loop")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("5%")
    path.chmod(0)
    assert refusal(path) == "no permission to read it"


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(257 * 1024 * 1024)
    assert "larger than 256 MiB" in refusal(path)


def test_one_bad_input_leaves_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("up 5%")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    kinds = [type(answer) for answer in read([str(bad), str(good), str(tmp_path / "none"), str(good)])]
    assert kinds == [Unreadable, Document, Unreadable, Document]


def test_a_folder_is_read_in_order_with_what_is_below_it(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/b.TXT",
        "c.html",
        ".hidden.txt",
        ".git/x.txt",
        "picture.png",
        "noext",
        "r.jsonl",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"id": "r1", "text": "5%"}' if name == "r.jsonl" else "<p>5%</p>")
    names = [answer.name for answer in read([str(tmp_path)]) if isinstance(answer, Document)]
    assert names == [str(tmp_path / name) for name in ("b.txt", "c.html")] + ["r1"] + [
        str(tmp_path / "a" / name) for name in ("b.TXT", "z.md")
    ]


def test_a_folder_without_text(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    assert ".txt" in refusal(tmp_path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SIMPLIFIED.encode("gb18030"))))
    assert read_one("-").text == SIMPLIFIED
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (answer,) = read(["-"])
    assert str(answer) == "standard input: nothing came on standard input"


def test_only_web_addresses_are_addresses() -> None:
    assert "http" in refusal("ftp://example.org/a.txt")
    assert "http" in refusal("file:///etc/passwd")


def test_a_plain_text_costs_no_heavy_import(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SIMPLIFIED, encoding="utf-8")
    program = f"""
import sys
from factcheck.reading import read
assert [d.text for d in read([{str(path)!r}])]
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"trafilatura", "lxml", "chardet", "pypdfium2", "urllib3", "pypinyin", "opencc", "ftfy"}
