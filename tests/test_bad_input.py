"""Bad input gets one line that names it and exit code 2; the other inputs are handled all the same."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import command, factcheck, unprivileged

ARTICLE = "Novacore revenue rose 21% to $1.24 billion in 2025.\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and a database of it, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "good.txt").write_text(ARTICLE, "utf-8")
    assert factcheck("add", "good.txt", cwd=folder).code == 0
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """A folder of one's own with an article and a database of it."""
    return Path(shutil.copytree(filled, tmp_path / "desk"))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def folder_without_text(folder: Path) -> Path:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder / "pictures"


def binary(folder: Path) -> Path:
    path = folder / "program.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.touch()
    return path


def undecodable(folder: Path) -> Path:
    path = folder / "odd.txt"
    path.write_bytes(b"revenue \xff\xfe\x81\x82 rose 21% \xc3\x28\xa0\xa1\x00\x01\x02" * 20)
    return path


def unreadable(folder: Path) -> Path:
    path = folder / "secret.txt"
    path.write_text(ARTICLE, "utf-8")
    path.chmod(0)
    return path


def pipe(folder: Path) -> Path:
    path = folder / "pipe.txt"
    os.mkfifo(path)
    return path


INPUTS = [missing, folder_without_text, binary, empty, undecodable, unreadable, pipe]


@pytest.mark.parametrize("make", INPUTS, ids=lambda make: make.__name__)
def test_a_bad_source_is_named_and_the_others_are_read(
    make: Callable[[Path], Path], tmp_path: Path, good: Path
) -> None:
    bad = make(tmp_path)
    before = unprivileged() if make is unreadable else []
    result = factcheck("extract", bad, good, cwd=tmp_path, before=before)
    assert result.code == 2
    assert str(bad) in result.complaint()
    assert "$1.24 billion" in [line["figure"] for line in result.lines()]


def test_bad_sources_are_not_added_and_the_others_are(tmp_path: Path, good: Path) -> None:
    bad = [make(tmp_path) for make in INPUTS if make is not unreadable]
    result = factcheck("add", *bad, good, cwd=tmp_path)
    assert result.code == 2
    complaints = result.err.splitlines()
    assert [str(path) in line for path, line in zip(bad, complaints, strict=True)] == [True] * len(bad)
    assert "good.txt: added as source 1" in result.out
    assert f"1 added, 0 changed, 0 already there, {len(bad)} refused" in result.out


def test_a_malformed_record_line_is_named_by_its_number(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    lines = ['{"id": "a", "text": "Profit fell 9%."}', '{"id": "b", "text": ', '{"id": "c", "text": "Up 12%."}']
    records.write_text("\n".join(lines), "utf-8")
    result = factcheck("extract", "--records", records)
    assert result.code == 2
    assert "records.jsonl: line 2" in result.complaint()
    assert [line["source"] for line in result.lines()] == ["a", "c"]


def test_a_record_file_without_ids_is_refused_in_one_line(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    nameless = '{"text": "Profit fell 9%."}\n'
    records.write_text(nameless * 4, "utf-8")
    result = factcheck("extract", "--records", records)
    assert result.code == 2
    assert 'none of its 4 records has an "id"' in result.complaint()
    records.write_text(nameless + '{"id": "a", "text": "Up 12%."}\n' + nameless, "utf-8")
    result = factcheck("extract", "--records", records)
    assert result.code == 2
    assert [line for line in ("line 1", "line 3") if line in result.err] == ["line 1", "line 3"]
    assert [line["source"] for line in result.lines()] == ["a"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("mark", "1", "true"), "'true' is not one of 'unreviewed', 'needs-evidence', 'verified'"),
        (("mark", "1"), "Missing argument 'ID...'"),
        (("mark", "x1", "verified"), "'x1' is not a claim id"),
        (("mark", "4711", "verified"), "4711"),
        (("show", "4711"), "4711"),
        (("list", "--status", "true"), "'true' is not one of"),
        (("list", "--format", "xml"), "'xml' is not one of 'table', 'jsonl', 'csv', 'ids'"),
        (("list", "--source", "nowhere"), "no source is called 'nowhere'"),
        (("export", "--format", "xml"), "'xml' is not one of 'jsonl', 'csv', 'claimreview'"),
        (("export", "--format", "claimreview"), "--publisher"),
        (("export", "--format", "claimreview", "--publisher", "D", "--review-url", "daily/{id}"), "--review-url"),
        (("export", "--format", "claimreview", "--publisher", "D", "--publisher-url", "daily"), "--publisher-url"),
        (("cite", "1", " "), "evidence address"),
        (("cite", "1", "notaurl"), "evidence address: 'notaurl' is no web address"),
        (("cite", "1", "example.org/page"), "no web address"),
        (("cite", "1", "javascript://example.org/%0aalert(1)"), "no web address"),
        (("cite", "1", "https://[::1"), "no web address"),
        (("cite", "1", "https://example.org", "--archive-url", "archive"), "archive address"),
        (("mark", "1", "refuted", "--review-url", "ftp://example.org/1"), "review address"),
        (("link", "1", "2", "refutes"), "'refutes' is not one of"),
        (("link", "1", "2", "99", "related"), "claim 99 is unknown"),
        (("mark", "1-9999999999", "verified"), "'1-9999999999' is a range of more than 1,000,000 ids"),
        (("mark", "9" * 5000, "verified"), "is no range of claim ids"),
        (("note", "1", " "), "empty"),
        (("frobnicate",), "No such command 'frobnicate'"),
        (("list", "--frobnicate"), "No such option"),
        (("add",), "nothing to add"),
        (("extract",), "nothing to read"),
        (("review",), "terminal"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_usage_is_one_line(arguments: tuple[str, ...], expected: str, folder: Path) -> None:
    result = factcheck(*arguments, cwd=folder)
    assert result.code == 2
    assert expected in result.complaint()
    assert result.out == ""


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    for arguments in (("list",), ("stats",), ("mark", "1", "verified"), ("export",), ("check",), ("review",)):
        assert "claims.db" in factcheck(*arguments, cwd=tmp_path).complaint()
    assert list(tmp_path.iterdir()) == []


def corrupt(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to look at it. " * 50)


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\xa5" * 3900
    path.write_bytes(bytes(data))


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 4711")
    connection.close()


@pytest.mark.parametrize("spoil", [corrupt, damaged, newer], ids=lambda spoil: spoil.__name__)
def test_a_database_that_cannot_be_used_is_named(spoil: Callable[[Path], None], folder: Path) -> None:
    database = folder / "claims.db"
    spoil(database)
    before = database.read_bytes()
    for arguments in (("add", "good.txt"), ("list",), ("mark", "1", "verified"), ("export",)):
        result = factcheck(*arguments, cwd=folder)
        assert result.code == 2, result
        assert "claims.db" in result.complaint()
    assert database.read_bytes() == before


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7])
def test_a_damaged_page_is_said_in_one_line(place: float, folder: Path) -> None:
    database = folder / "claims.db"
    data = bytearray(database.read_bytes())
    first = int(place * len(data)) // 4096 * 4096
    data[first : first + 5 * 4096] = b"\xa5" * (5 * 4096)
    database.write_bytes(bytes(data))
    for arguments in (("list",), ("stats",), ("show", "1"), ("export",)):
        result = factcheck(*arguments, cwd=folder)
        # 0: what this command reads is whole
        assert result.code in (0, 2)
        if result.code:
            assert "damaged" in result.complaint()
    checked = factcheck("check", cwd=folder)
    assert checked.code in (1, 2)
    assert "internal error" not in checked.err
    assert "damaged" in checked.out + checked.err
    assert "claims.db: claims.db" not in checked.out + checked.err


def test_a_read_only_database_can_be_read_and_not_written(folder: Path) -> None:
    before = unprivileged()
    (folder / "claims.db").chmod(stat.S_IREAD)
    folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        listed = factcheck("list", cwd=folder, before=before)
        result = factcheck("mark", "1", "verified", cwd=folder, before=before)
    finally:
        folder.chmod(0o700)
    assert listed.code == 0
    assert "1.24 B USD" in listed.out
    assert result.code == 2
    assert "claims.db" in result.complaint()


@pytest.mark.parametrize("output", ["nowhere/out.jsonl", "shelf"])
def test_an_output_that_cannot_be_written_is_named(output: str, folder: Path) -> None:
    (folder / "shelf").mkdir()
    result = factcheck("export", "-o", output, cwd=folder)
    assert result.code == 2
    assert output in result.complaint()
    assert sorted(path.name for path in folder.iterdir() if "claims.db" not in path.name) == ["good.txt", "shelf"]
    assert list((folder / "shelf").iterdir()) == []


def test_hostile_text_reaches_no_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("Acme\x1b]0;owned\x07\u202e [bold]Corp[/bold] revenue rose 21% to $3 billion\u2066.\n", "utf-8")
    assert factcheck("add", hostile, cwd=tmp_path).code == 0
    for arguments in (("list",), ("show", "1", "--history"), ("extract", str(hostile), "--format", "table")):
        shown = factcheck(*arguments, cwd=tmp_path).out
        assert shown
        assert not set("\x1b\x07\u202e\u2066") & set(shown)


def test_a_lone_surrogate_is_refused_and_the_others_go_in(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    broken = '{"id": "b", "text": "odd \\ud800 rose 21%"}\n'
    records.write_text(json.dumps({"id": "a", "text": ARTICLE}) + "\n" + broken, "utf-8")
    result = factcheck("add", "--records", records, cwd=tmp_path)
    assert result.code == 2
    assert "line 2" in result.complaint() or "b:" in result.complaint()
    assert "a: added" in result.out


def test_a_reader_that_goes_away_leaves_no_noise(tmp_path: Path) -> None:
    records = tmp_path / "many.jsonl"
    records.write_text("".join(json.dumps({"id": n, "text": ARTICLE}) + "\n" for n in range(2000)), "utf-8")
    with subprocess.Popen(
        command("extract", "--records", records), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141
