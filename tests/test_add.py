"""``factcheck add`` over time: pages that change and change back, copies, standard input, record files."""

from __future__ import annotations

import json
from pathlib import Path

from shell import Result, factcheck

from claims_db import Database, Query

PAGE = "<html><body><p>The mill made {} tonnes of paper in 2024.</p></body></html>"
A = "The port of Lindau handled 41,000 tonnes of timber in 2024.\n"
B = "The port of Lindau handled 52,000 tonnes of timber in 2024.\n"


def add(folder: Path, *arguments: str | Path, given: str | None = None) -> Result:
    result = factcheck("add", *arguments, cwd=folder, given=given)
    assert result.code == 0, result.err
    return result


def shown(folder: Path) -> list[tuple[str, str]]:
    """(source, figure) of what a list shows."""
    with Database.open(folder / "claims.db", readonly=True) as db:
        assert list(db.check()) == []
        return [(row.source_name, row.figure) for row in db.claims.rows(db.ids(Query(), "id"))]


def test_files_of_the_same_bytes_that_read_differently_keep_none_out(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    folder.mkdir()
    for name, text in (("1.txt", A), ("2a.txt", PAGE.format("300")), ("2b.html", PAGE.format("300")), ("3.txt", B)):
        (folder / name).write_text(text)
    said = add(tmp_path, "e").out.splitlines()
    assert [line.split(": ")[0] for line in said[:-1]] == ["e/1.txt", "e/2a.txt", "e/2b.html", "e/3.txt"]
    assert said[-1].startswith("4 added, 0 changed, 0 already there, 0 refused")
    assert [name for name, _ in shown(tmp_path)] == ["e/1.txt", "e/2a.txt", "e/2b.html", "e/3.txt"]
    assert "0 added, 0 changed, 4 already there, 0 refused" in add(tmp_path, "e").out
    assert "4 already there" in add(tmp_path, "--refresh", "e").out


def test_a_page_that_went_back_to_what_it_was(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    for text in (A, B, A, A):
        page.write_text(text)
        last = add(tmp_path, "page.txt").out
    assert "1 already there" in last
    assert shown(tmp_path) == [("page.txt", "41,000 tonnes")]
    page.write_text(B)
    assert "1 changed" in add(tmp_path, "page.txt").out
    assert shown(tmp_path) == [("page.txt", "52,000 tonnes")]


def test_old_bytes_under_another_name_leave_the_current_version_alone(tmp_path: Path) -> None:
    for text in (A, B):
        (tmp_path / "a.txt").write_text(text)
        add(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_text(A)
    add(tmp_path, "--refresh", "b.txt")
    assert shown(tmp_path) == [("a.txt", "52,000 tonnes"), ("b.txt", "41,000 tonnes")]


def test_a_page_that_became_the_copy_of_another(tmp_path: Path) -> None:
    for name, text in (("a.txt", A), ("b.txt", B)):
        (tmp_path / name).write_text(text)
    add(tmp_path, "a.txt", "b.txt")
    (tmp_path / "b.txt").write_text(A)
    add(tmp_path, "b.txt")
    assert shown(tmp_path) == [("a.txt", "41,000 tonnes")]
    (tmp_path / "b.txt").write_text(B)
    add(tmp_path, "b.txt")
    assert sorted(shown(tmp_path)) == [("a.txt", "41,000 tonnes"), ("b.txt", "52,000 tonnes")]


def test_texts_from_standard_input_stand_side_by_side(tmp_path: Path) -> None:
    for text in (A, B, A):
        add(tmp_path, "-", given=text)
    assert [figure for _, figure in shown(tmp_path)] == ["41,000 tonnes", "52,000 tonnes"]
    assert all(name.startswith("-#") for name, _ in shown(tmp_path))


def test_an_id_has_versions_within_its_record_file_only(tmp_path: Path) -> None:
    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(json.dumps({"id": "1", "text": text}) + "\n")
        return name

    add(tmp_path, "--records", write("p.jsonl", A), "--records", write("q.jsonl", B))
    assert shown(tmp_path) == [("1", "41,000 tonnes"), ("1", "52,000 tonnes")]
    assert "1 changed" in add(tmp_path, "--records", write("q.jsonl", B.replace("52", "53"))).out
    assert shown(tmp_path) == [("1", "41,000 tonnes"), ("1", "53,000 tonnes")]
    for text in (A.replace("41", "61"), A.replace("41", "62")):
        add(tmp_path, "--records", "-", given=json.dumps({"id": "1", "text": text}) + "\n")
    assert [figure for _, figure in shown(tmp_path)][2:] == ["61,000 tonnes", "62,000 tonnes"]


def test_a_refused_record_keeps_none_out(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": A}, {"id": "2", "text": "a\ud800 41"}, {"id": "3", "text": B}]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = factcheck("add", "--records", "r.jsonl", cwd=tmp_path)
    assert result.code == 2
    assert [name for name, _ in shown(tmp_path)] == ["1", "3"]


def test_nothing_readable_leaves_no_database(tmp_path: Path) -> None:
    result = factcheck("add", "nosuch.txt", cwd=tmp_path)
    assert result.code == 2
    assert "nosuch.txt: no such file" in result.err
    assert list(tmp_path.iterdir()) == []
