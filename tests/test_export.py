"""Exports: what goes in, what stays private, what each format holds, and that a file is whole or not there."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from shell import factcheck

from claims_db import Claim, Database, Finding, NewSource, Statement
from factcheck.export.atomic import written_whole
from factcheck.export.selection import exported

TEXT = "利润下降，达−5亿美元。=SUM(A1)集團(tuán)称增长12%。营收33万元。"


def claim(figure: str, statement: str, **fields: object) -> Claim:
    start = TEXT.index(figure)
    at = TEXT.index(statement)
    return Claim(
        source="r.txt",
        start=start,
        end=start + len(figure),
        figure=figure,
        statement=Statement(at, at + len(statement), statement),
        extractor="test 1",
        lang="zh",
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database with a refuted claim that has evidence, a verified one that has none, and an undecided one."""
    (tmp_path / "r.txt").write_text(TEXT, "utf-8")
    source = NewSource("r.txt", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), title="=Headline")
    claims = [
        claim("−5亿美元", "利润下降，达−5亿美元。", kind="money", value=Decimal("-500000000"), unit="USD"),
        claim("12%", "=SUM(A1)集團(tuán)称增长12%。", kind="percentage", value=Decimal(12), unit="%"),
        claim("33万元", "营收33万元。", kind="money", value=Decimal(330000), unit="CNY", attributed_to="集团"),
    ]
    with Database.open(tmp_path / "claims.db", reviewer="zelda", create=True) as database:
        database.intake(source, claims)
        assert [row.id for row in database.claims.of_source(1)] == [1, 2, 3]
        database.acts.mark([1], "refuted", Finding("the filing says otherwise", "−4亿美元", "https://daily.example/1"))
        database.acts.cite(1, "https://example.org/filing", quote="a loss of 400 million", stance="refutes")
        database.acts.note(1, "call them again")
        database.acts.tag([1], "earnings")
        database.acts.link(1, 2, "related", "same report")
        database.acts.mark([2], "verified")
    return tmp_path


def test_only_decided_claims_with_evidence_go_out(folder: Path) -> None:
    result = factcheck("export", cwd=folder)
    assert result.code == 0
    assert [line["id"] for line in result.lines()] == [1]
    assert "left out 1 decided without evidence" in result.complaint()
    assert result.complaint().endswith(": 2")
    allowed = factcheck("export", "--allow-unsourced", cwd=folder)
    assert [line["id"] for line in allowed.lines()] == [1, 2]
    assert allowed.err == ""


def test_what_reviewers_disagree_on_waits_for_their_agreement(folder: Path) -> None:
    marked = factcheck("mark", "1", "misleading", "--reviewer", "amy", "--why", "half true", cwd=folder)
    assert marked.code == 0
    with Database.open(folder / "claims.db", reviewer="test") as database:
        record = database.claims.get(1)
        assert record.disputed
        assert record.finding == Finding("half true"), "nothing of what the other reviewer found"
        assert {verdict.reviewer: verdict.finding and verdict.finding.rationale for verdict in record.verdicts} == {
            "zelda": "the filing says otherwise",
            "amy": "half true",
        }
    result = factcheck("export", cwd=folder)
    assert result.lines() == []
    assert "left out 1 on which reviewers disagree" in result.err
    assert [line["id"] for line in factcheck("export", "--allow-disputed", cwd=folder).lines()] == [1]
    assert factcheck("adjudicate", "1", "refuted", cwd=folder).code == 0
    assert [line["id"] for line in factcheck("export", cwd=folder).lines()] == [1]


def test_a_line_is_traceable_and_exact(folder: Path) -> None:
    (line,) = factcheck("export", cwd=folder).lines()
    assert TEXT[line["start"] : line["end"]] == line["figure"] == "−5亿美元"
    assert line["source_sha256"] == hashlib.sha256((folder / "r.txt").read_bytes()).hexdigest()
    assert line["value"] == -500000000
    assert line["finding"] == {
        "rationale": "the filing says otherwise",
        "correct_value": "−4亿美元",
        "review_url": "https://daily.example/1",
    }
    assert line["evidence"][0]["stance"] == "refutes"
    assert line["tags"] == ["earnings"]
    assert line["links"][0]["type"] == "related"


@pytest.mark.parametrize("form", ["jsonl", "csv", "claimreview"])
def test_private_things_stay_in_unless_asked_for(form: str, folder: Path) -> None:
    options = ("--format", form, "--publisher", "The Daily")
    out = factcheck("export", *options, cwd=folder).out
    assert out
    assert "call them again" not in out
    assert "zelda" not in out
    asked = factcheck("export", *options, "--with-notes", "--with-reviewers", cwd=folder).out
    published = form == "claimreview"
    assert ("call them again" in asked) != published
    assert ("zelda" in asked) != published


def test_csv_is_rfc_4180_and_safe_in_a_spreadsheet(folder: Path) -> None:
    result = factcheck("export", "--format", "csv", "--allow-unsourced", "--bom", "-o", "out.csv", cwd=folder)
    assert result.code == 0
    data = (folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    first, second = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert first["value"] == "-500000000"
    assert first["source_title"] == "'=Headline"
    assert second["statement"] == "'=SUM(A1)集團(tuán)称增长12%。"
    assert first["evidence"] == "refutes https://example.org/filing “a loss of 400 million”"


def test_claimreview_is_what_the_standard_asks_for(folder: Path) -> None:
    options = ("--format", "claimreview", "--publisher", "The Daily", "--publisher-url", "https://daily.example")
    result = factcheck("export", *options, "--allow-unsourced", cwd=folder)
    (review,) = json.loads(result.out)
    assert "left out 1 without a review's address" in result.complaint()
    assert (review["@context"], review["@type"]) == ("https://schema.org", "ClaimReview")
    assert review["url"] == "https://daily.example/1"
    assert review["author"] == {"@type": "Organization", "name": "The Daily", "url": "https://daily.example"}
    assert review["claimReviewed"] == "利润下降，达−5亿美元。"
    assert review["reviewRating"]["ratingValue"] == 1
    assert review["reviewRating"]["alternateName"] == "False"
    assert review["reviewBody"] == "the filing says otherwise\nCorrect figure: −4亿美元"
    assert review["itemReviewed"]["@type"] == "Claim"
    assert review["itemReviewed"]["appearance"]["headline"] == "=Headline"
    assert review["itemReviewed"]["appearance"]["name"] == "r.txt"
    figure = review["itemReviewed"]["hasPart"]
    assert (figure["@type"], figure["text"]) == ("Quotation", "−5亿美元")
    text_hash = hashlib.sha256(TEXT.encode()).hexdigest()
    assert figure["identifier"] == f"sha256:{text_hash}#char=6,11"
    more = ("--review-url", "https://daily.example/{id}", "--language", "zh", "--allow-unsourced")
    _, second = json.loads(factcheck("export", *options, *more, cwd=folder).out)
    assert second["url"] == "https://daily.example/2"
    assert second["reviewRating"]["alternateName"] == "属实"
    assert second["claimReviewed"] == "=SUM(A1)集團称增长12%。"


def test_a_review_names_the_figure_that_was_checked(tmp_path: Path) -> None:
    text = "Revenue rose 23% to $4.7 billion in 2025, Northwind said.\n"
    (tmp_path / "wire.txt").write_text(text, "utf-8")
    factcheck("add", "wire.txt", cwd=tmp_path)
    for number, row in enumerate(factcheck("list", "--format", "jsonl", cwd=tmp_path).lines()):
        factcheck("mark", row["id"], "refuted" if number else "verified", cwd=tmp_path)
        factcheck("cite", row["id"], "https://example.org/filing", cwd=tmp_path)
    options = ("--format", "claimreview", "--publisher", "D", "--review-url", "https://daily.example/{id}")
    output = tmp_path / "reviews.jsonld"
    assert factcheck("export", *options, "-o", output, cwd=tmp_path).code == 0
    reviews = json.loads(output.read_text("utf-8"))
    assert len(reviews) == 2
    assert {review["claimReviewed"] for review in reviews} == {
        f"“{text.strip()}” [checked figure: {figure}]" for figure in ("23%", "$4.7 billion")
    }
    for review in reviews:
        item = review["itemReviewed"]
        assert item["appearance"]["name"] == "wire.txt"
        assert "author" not in item
        start, end = map(int, item["hasPart"]["identifier"].partition("#char=")[2].split(","))
        assert text[start:end] == item["hasPart"]["text"]
    assert factcheck("verify", output, cwd=tmp_path).code == 0
    output.write_text(output.read_text("utf-8").replace("#char=", "#char=1"), "utf-8")
    forged = factcheck("verify", output, cwd=tmp_path)
    assert forged.code == 1
    assert "its place is another" in forged.out


def test_undecided_claims_are_no_reviews(folder: Path) -> None:
    options = ("--format", "claimreview", "--publisher", "The Daily", "--status", "unreviewed")
    result = factcheck("export", *options, cwd=folder)
    assert json.loads(result.out) == []
    assert "without a verdict" in result.complaint()


@pytest.mark.parametrize("form", ["jsonl", "csv", "claimreview"])
def test_an_export_is_verified_against_its_sources(form: str, folder: Path) -> None:
    output = folder / "out"
    assert factcheck("export", "--format", form, "--publisher", "D", "-o", output, cwd=folder).code == 0
    assert factcheck("verify", output, cwd=folder).code == 0
    spoiled = output.read_text("utf-8").replace("下降", "上升")
    output.write_text(spoiled, "utf-8", newline="")
    result = factcheck("verify", output, cwd=folder)
    assert result.code == 1
    assert "Traceback" not in result.err
    assert ("should read" if form != "claimreview" else "reads otherwise") in result.out
    factcheck("export", "--format", form, "--publisher", "D", "-o", output, cwd=folder)
    assert factcheck("mark", "1", "misleading", cwd=folder).code == 0
    result = factcheck("verify", output, cwd=folder)
    assert result.code == 1
    assert "misleading" in result.out


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize(
    ("was", "forged"),
    [("-500000000", "-900000000"), ("the filing says otherwise", "it is so"), ("−4亿美元", "−7亿美元")],
)
def test_a_forged_field_is_found(form: str, was: str, forged: str, folder: Path) -> None:
    output = folder / "out"
    factcheck("export", "--format", form, "-o", output, cwd=folder)
    whole = output.read_text("utf-8")
    assert was in whole
    output.write_text(whole.replace(was, forged), "utf-8", newline="")
    result = factcheck("verify", output, cwd=folder)
    assert result.code == 1
    assert forged in result.out.replace("'-9E+8'", "-900000000")


def test_verifying_against_a_database_that_is_not_there_is_bad_usage(folder: Path) -> None:
    factcheck("export", "-o", "out.jsonl", cwd=folder)
    result = factcheck("verify", "out.jsonl", "--db", "nosuch.db", cwd=folder)
    assert result.code == 2
    assert "nosuch.db" in result.complaint()


def test_a_verdict_comes_back_to_the_source_it_was_given_in(folder: Path, tmp_path: Path) -> None:
    """The same text stands in two sources, with and without a byte order mark: one uid, two claims."""
    twin = tmp_path / "twin"
    twin.mkdir()
    (twin / "a.txt").write_text("Acme sold 5 million cars in 2024.", "utf-8")
    (twin / "b.txt").write_text("Acme sold 5 million cars in 2024.", "utf-8-sig")
    factcheck("add", "a.txt", "b.txt", cwd=twin)
    factcheck("mark", "2", "refuted", "--why", "four", cwd=twin)
    factcheck("link", "1", "2", "duplicate", cwd=twin)
    assert factcheck("export", "--allow-unsourced", "--with-text", "-o", "out.jsonl", cwd=twin).code == 0
    assert factcheck("undo", cwd=twin).code == factcheck("undo", cwd=twin).code == 0
    result = factcheck("import", "out.jsonl", cwd=twin)
    assert result.code == 0, result
    with Database.open(twin / "claims.db", readonly=True) as database:
        assert [row.status for row in database.claims.rows([1, 2])] == ["unreviewed", "refuted"]


def test_a_text_that_is_not_the_one_of_its_hash_is_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    factcheck("export", "--with-text", "-o", "out.jsonl", cwd=folder)
    (line,) = (folder / "out.jsonl").read_text("utf-8").splitlines()
    forged = json.loads(line) | {"source_text": TEXT.replace("下降", "大增")}
    (folder / "out.jsonl").write_text(json.dumps(forged), "utf-8")
    result = factcheck("import", folder / "out.jsonl", cwd=tmp_path_factory.mktemp("elsewhere"))
    assert result.code == 2
    assert "hash" in result.complaint()


def test_an_export_is_verified_against_files_where_there_is_no_database(folder: Path) -> None:
    factcheck("export", "-o", "out.jsonl", cwd=folder)
    (folder / "claims.db").unlink()
    assert factcheck("verify", "out.jsonl", cwd=folder).code == 0
    (folder / "r.txt").write_text(TEXT + " ", "utf-8")
    result = factcheck("verify", "out.jsonl", cwd=folder)
    assert result.code == 1
    assert "its source r.txt" in result.out


def test_no_export_is_no_export(folder: Path) -> None:
    for content in ("{}\n", "[1]", "a,b\n1,2\n", '[{"a": 1}]', "{", "\x00\xff"):
        (folder / "out").write_text(content, "utf-8")
        result = factcheck("verify", "out", cwd=folder)
        assert result.code == 2, (content, result)
        assert "out: " in result.complaint()


def test_an_export_comes_in_whole_and_only_once(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    factcheck("mark", "2", "misleading", "--why", "of which year?", "--reviewer", "zelda", cwd=folder)
    with Database.open(folder / "claims.db", reviewer="zelda") as database:
        database.acts.correct(2, value=Decimal("12.5"), subject="集团")
    options = ("--allow-unsourced", "--with-notes", "--with-text")
    assert factcheck("export", *options, "-o", "out.jsonl", cwd=folder).code == 0
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    result = factcheck("import", folder / "out.jsonl", cwd=elsewhere)
    assert result.code == 0, result
    assert "2 new claims, 2 decided as exported" in result.out
    again = factcheck("import", folder / "out.jsonl", cwd=elsewhere)
    assert "0 new claims, 0 decided as exported, 2 so already" in again.out
    there = factcheck("export", *options, cwd=elsewhere).lines()
    here = factcheck("export", *options, cwd=folder).lines()
    for line in (*there, *here):
        del line["id"], line["decided_at"]
    assert there == here
    assert factcheck("check", cwd=elsewhere).code == 0


def test_an_import_without_its_source_says_what_would_help(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    factcheck("export", "-o", "out.jsonl", cwd=folder)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    result = factcheck("import", folder / "out.jsonl", cwd=elsewhere)
    assert result.code == 2
    assert "--with-text" in result.complaint()


def test_a_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"before")
    path.chmod(0o640)

    def break_off() -> None:
        with written_whole(path) as stream:
            stream.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert path.read_bytes() == b"before"
    with written_whole(path) as stream:
        stream.write(b"whole")
    assert path.read_bytes() == b"whole"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_keeps_pointing_where_it_does(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"")
    (tmp_path / "link").symlink_to("real")
    with written_whole(tmp_path / "link") as stream:
        stream.write(b"whole")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"whole"


def test_a_settled_claim_was_decided_when_it_was_settled(folder: Path) -> None:
    path = folder / "claims.db"
    with Database.open(path, reviewer="ana") as ana, Database.open(path, reviewer="bo") as bo:
        ana.acts.mark([3], "verified")
        later = bo.acts.mark([3], "refuted")[0].at
        assert next(exported(ana, [ana.claims.get(3)])).decided_at == later
        settled = ana.acts.adjudicate([3], "misleading")[0].at
        lines = factcheck("export", "--allow-unsourced", cwd=folder).lines()
        assert [line["decided_at"] for line in lines if line["status"] == "misleading"] == [settled]
        ana.acts.undo()
        assert next(exported(ana, [ana.claims.get(3)])).decided_at == later
