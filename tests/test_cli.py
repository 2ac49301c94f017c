"""The command line on real files and a real database, command by command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from shell import factcheck

from claims_db import Database
from factcheck.cli.app import COMMANDS, app

ARTICLE = """Novacore results

Novacore said 2025 revenue rose 21% from a year earlier to $1.24 billion. It employed 6,800 people.
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and a database of it, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    assert factcheck("add", "article.txt", cwd=folder).code == 0
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """A folder of one's own with an article, and a database of it."""
    return Path(shutil.copytree(filled, tmp_path / "desk"))


def ids(folder: Path, *filters: str) -> list[int]:
    out = factcheck("list", "--format", "ids", *filters, cwd=folder).out
    return [int(line) for line in out.split()]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    command = app.get_command(app.make_context("factcheck", [name]), name)
    assert command is not None
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name].summary


def test_help_lists_every_command() -> None:
    result = factcheck("--help")
    assert result.code == 0
    listed = " ".join(result.out.split())
    assert all(f"{name} {entry.summary}" in listed for name, entry in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    pages = "".join(path.read_text("utf-8") for path in (Path(__file__).parents[1] / "docs").glob("*.md"))
    command = app.get_command(app.make_context("factcheck", [name]), name)
    assert command is not None
    assert f"`{name}" in pages or f"factcheck {name}" in pages
    missing = [
        option for part in command.params for option in part.opts if option.startswith("--") and option not in pages
    ]
    assert missing == []


def test_extract_writes_claims_of_every_input_in_order(folder: Path) -> None:
    records = "".join(json.dumps({"id": f"r{n}", "text": ARTICLE}) + "\n" for n in range(50))
    (folder / "r.jsonl").write_text(records, "utf-8")
    one = factcheck("extract", "article.txt", "--records", "r.jsonl", cwd=folder)
    assert one.code == 0
    assert one.err == ""
    sources = list(dict.fromkeys(line["source"] for line in one.lines()))
    assert sources == ["article.txt", *(f"r{n}" for n in range(50))]
    for line in one.lines():
        assert ARTICLE[line["start"] : line["end"]] == line["figure"]
        statement = line["statement"]
        assert ARTICLE[statement["start"] : statement["end"]] == statement["text"]
    assert factcheck("extract", "article.txt", "--records", "r.jsonl", "--jobs", "2", cwd=folder).out == one.out


def test_extract_reads_stdin_as_text_and_as_records() -> None:
    assert [line["figure"] for line in factcheck("extract", "-", given=ARTICLE).lines()]
    record = json.dumps({"id": 7, "text": ARTICLE})
    assert {line["source"] for line in factcheck("extract", "--records", "-", given=record).lines()} == {"7"}


def test_extract_writes_tables_and_csv(folder: Path) -> None:
    table = factcheck("extract", "article.txt", "--format", "table", cwd=folder).out
    assert "$1.24 billion" in table
    sheet = factcheck("extract", "article.txt", "--format", "csv", cwd=folder).out
    assert sheet.startswith("source,start,end,figure,statement_start,")
    assert "1240000000" in sheet


def test_a_text_without_figures_gives_nothing_and_no_error() -> None:
    result = factcheck("extract", "-", given="Nothing to see here.\n")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_add_says_what_it_added_had_and_what_changed(folder: Path) -> None:
    again = factcheck("add", "article.txt", cwd=folder)
    assert "had it already" in again.out
    assert "0 added, 0 changed, 1 already there" in again.out
    (folder / "article.txt").write_text(ARTICLE + "It plans 12 new sites.\n", "utf-8")
    changed = factcheck("add", "article.txt", cwd=folder)
    assert "changed: new version" in changed.out


def test_refresh_keeps_ids_and_decisions(folder: Path) -> None:
    before = ids(folder, "--sort", "id")
    factcheck("mark", str(before[0]), "verified", cwd=folder)
    for arguments in (("--refresh",), ("--refresh", "article.txt")):
        result = factcheck("add", *arguments, cwd=folder)
        assert result.code == 0
        assert f"{len(before)} as before" in result.out
    assert ids(folder, "--sort", "id") == before
    assert ids(folder, "--status", "verified") == before[:1]


def test_list_filters_and_sorts(folder: Path) -> None:
    percent = ids(folder, "--kind", "percentage")
    assert len(percent) == 1
    assert set(percent) < set(ids(folder))
    assert ids(folder, "--kind", "percentage", "--kind", "money", "--sort", "id") == sorted(
        [*percent, *ids(folder, "--kind", "money")]
    )
    assert ids(folder, "--text", "employed") == ids(folder, "--text", "6,800")
    assert ids(folder, "--source", "article.txt") == ids(folder, "--source", "1") == ids(folder)
    assert ids(folder, "--sort", "id", "--reverse", "--limit", "1") == [max(ids(folder))]
    assert set(ids(folder)) <= set(ids(folder, "--all"))
    factcheck("tag", str(percent[0]), "growth", cwd=folder)
    assert ids(folder, "--tag", "growth") == percent
    factcheck("tag", str(percent[0]), "growth", "--remove", cwd=folder)
    assert ids(folder, "--tag", "growth") == []


def test_list_for_programs_is_the_same_set(folder: Path) -> None:
    lines = factcheck("list", "--format", "jsonl", cwd=folder).lines()
    assert [line["id"] for line in lines] == ids(folder)
    assert {line["status"] for line in lines} == {"unreviewed"}
    assert factcheck("list", "--format", "csv", cwd=folder).out.count("\r\n") == len(lines) + 1


def test_acts_show_up_and_are_undone(folder: Path) -> None:
    one, two, *_ = ids(folder)
    marked = factcheck("mark", str(one), str(two), "refuted", "--why", "no such figure", cwd=folder)
    assert marked.code == 0
    assert "2 claims marked refuted" in marked.out
    assert "without evidence" in marked.err
    factcheck("note", str(one), "-", cwd=folder, given="called\nthem")
    cited = factcheck("cite", str(one), "https://example.org/a", "--quote", "none", "--stance", "refutes", cwd=folder)
    assert cited.out == f"claim {one}: evidence that refutes it, https://example.org/a\n"
    factcheck("link", str(one), str(two), "contradicts", "--why", "both can't be", cwd=folder)
    (line,) = factcheck("show", str(one), "--format", "jsonl", cwd=folder).lines()
    assert line["finding"] == {"rationale": "no such figure"}
    assert line["notes"][0]["text"] == "called\nthem"
    assert line["evidence"][0]["by"] == "ana"
    assert line["links"][0]["why"] == "both can't be"
    shown = factcheck("show", str(one), "--history", cwd=folder).out
    for expected in ("refuted", "called", "https://example.org/a", "contradicts", "ana"):
        assert expected in shown
    for _ in range(4):
        assert factcheck("undo", cwd=folder).code == 0
    (line,) = factcheck("show", str(one), "--format", "jsonl", cwd=folder).lines()
    assert line["status"] == "unreviewed"
    assert not {"finding", "notes", "evidence", "links"} & set(line)
    assert ids(folder, "--status", "refuted") == []
    assert "nothing to undo" in factcheck("undo", cwd=folder).out
    factcheck("redo", cwd=folder)
    assert sorted(ids(folder, "--status", "refuted")) == sorted([one, two])


def test_linking_to_several_is_one_act_or_none(folder: Path) -> None:
    one, two, three = map(str, ids(folder)[:3])

    def links() -> int:
        (line,) = factcheck("show", one, "--format", "jsonl", cwd=folder).lines()
        return len(line.get("links", ()))

    assert factcheck("link", one, two, "4711", "related", cwd=folder).code == 2
    assert links() == 0
    linked = factcheck("link", one, two, three, "related", cwd=folder)
    assert linked.out == f"claim {one} linked to {two}, {three}: related\n"
    assert "already linked" in factcheck("link", one, two, "related", cwd=folder).out
    assert factcheck("link", one, two, three, "contradicts", "--remove", cwd=folder).code == 2
    assert links() == 2
    factcheck("link", one, two, three, "related", "--remove", cwd=folder)
    assert links() == 0
    factcheck("undo", cwd=folder)
    assert links() == 2
    factcheck("undo", cwd=folder)
    assert links() == 0


def test_marking_again_keeps_what_no_option_replaces(folder: Path) -> None:
    one = str(ids(folder)[0])
    factcheck("mark", one, "refuted", "--why", "no", "--correct-value", "20%", cwd=folder)
    factcheck("mark", one, "misleading", "--review-url", "https://daily.example/1", cwd=folder)
    (line,) = factcheck("show", one, "--format", "jsonl", cwd=folder).lines()
    assert line["finding"] == {"rationale": "no", "correct_value": "20%", "review_url": "https://daily.example/1"}


def test_ids_come_as_ranges_and_from_stdin(folder: Path) -> None:
    every = sorted(ids(folder))
    factcheck("tag", f"{every[0]}-{every[-1]}", "seen", cwd=folder)
    assert sorted(ids(folder, "--tag", "seen")) == every
    piped = factcheck("list", "--format", "ids", cwd=folder).out
    assert factcheck("mark", "-", "not-a-claim", cwd=folder, given=piped).code == 0
    assert sorted(ids(folder, "--status", "not-a-claim")) == every


def test_stats_check_and_backup(folder: Path) -> None:
    assert "claims of one source" in factcheck("stats", cwd=folder).out
    assert json.loads(factcheck("stats", "--format", "json", cwd=folder).out)["sources"] == 1
    assert factcheck("check", cwd=folder).code == 0
    assert factcheck("backup", "copy.db", cwd=folder).code == 0
    assert "copy.db" in factcheck("backup", "copy.db", cwd=folder).complaint()
    copied = factcheck("list", "--format", "jsonl", cwd=folder, FACTCHECK_DB="copy.db").lines()
    assert copied == factcheck("list", "--format", "jsonl", cwd=folder).lines()


def test_stats_says_how_far_reviewers_agree(folder: Path) -> None:
    one, two = map(str, ids(folder)[:2])
    assert "Agreement" not in factcheck("stats", cwd=folder).out
    for reviewer, verdicts in (("ana", ("verified", "refuted")), ("bob", ("verified", "misleading"))):
        for claim, status in zip((one, two), verdicts, strict=True):
            factcheck("mark", claim, status, "--reviewer", reviewer, cwd=folder)
    table = factcheck("stats", cwd=folder).out.partition("Agreement of reviewers")[2]
    line = next(line for line in table.splitlines() if line.split()[:1] == ["all"])
    # observed disagreement 1/2, expected 5/6 (alpha); kappa: agreement 1/2, by chance 1/4
    assert line.split() == ["all", "2", "0.40", "0.33"]


def test_a_list_for_programs_keeps_private_things_back(folder: Path) -> None:
    one = str(ids(folder)[0])
    factcheck("note", one, "call them", "--reviewer", "zelda", cwd=folder)
    for form in ("jsonl", "csv"):
        listed = factcheck("list", "--format", form, cwd=folder).out
        assert "call them" not in listed
        assert "zelda" not in listed
        assert "call them" in factcheck("list", "--format", form, "--with-notes", cwd=folder).out


def test_a_list_counts_what_it_hides(folder: Path) -> None:
    (folder / "page.txt").write_text(
        "Read our 7 tips in 30 seconds.\n\nCopyright 2024, 12 images.\n" + ARTICLE, "utf-8"
    )
    factcheck("add", "page.txt", cwd=folder)
    hidden = len(ids(folder, "--all")) - len(ids(folder))
    assert hidden > 0
    assert f"{hidden} more figure" in factcheck("list", cwd=folder).err
    assert factcheck("list", "--all", cwd=folder).err == ""


def test_check_finds_a_spoiled_database(folder: Path) -> None:
    import sqlite3

    with sqlite3.connect(folder / "claims.db") as connection:
        connection.execute("UPDATE claim SET start = start + 1 WHERE id = 1")
    connection.close()
    result = factcheck("check", cwd=folder)
    assert result.code == 1
    assert "claim 1" in result.out


def test_the_demonstration_without_a_screen(tmp_path: Path) -> None:
    result = factcheck("demo", "--no-screen", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert result.code == 0
    for expected in ("export-licence.zh.txt", "results-wire.en.html", "Novacore"):
        assert expected in result.out
    assert list(tmp_path.iterdir()) == []
    kept = factcheck("demo", "--keep", "demo.db", cwd=tmp_path)
    assert kept.code == 0
    assert factcheck("list", "--db", "demo.db", "--sort", "source", cwd=tmp_path).out == kept.out
    with Database.open(tmp_path / "demo.db", readonly=True) as database:
        pairs = [(database.claims.get(pair.a), database.claims.get(pair.b)) for pair in database.suggestions.open()]
    assert any(one.claim.lang != other.claim.lang for one, other in pairs)


def test_the_version() -> None:
    assert factcheck("--version").out.startswith("factcheck ")
