"""``factcheck match`` and ``factcheck find`` as commands: files, pipes, a database, bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from matching_claims import claim, write


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "factcheck", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", input=stdin, check=False)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def refused(result: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert all(part in result.stderr for part in parts)


ROWS = [claim("a"), claim("b", subject="Acme Inc"), claim("c", figure="$5.5bn", value=5.5e9)]


@pytest.mark.parametrize("piped", [False, True])
def test_pairs_as_json_lines(tmp_path: Path, piped: bool) -> None:
    path = write(tmp_path / "claims.jsonl", ROWS)
    text = path.read_text(encoding="utf-8")
    result = run("match", "--records", "-" if piped else path, "--format", "jsonl", stdin=text if piped else "")
    assert result.returncode == 0, result.stderr
    found = {(row["a"], row["b"]): row["relation"] for row in lines(result.stdout)}
    assert found == {("a", "b"): "duplicate", ("a", "c"): "contradiction", ("b", "c"): "contradiction"}
    assert set(lines(result.stdout)[0]) == {"a", "b", "relation", "score", "why"}


def test_an_empty_file_has_no_pairs(tmp_path: Path) -> None:
    result = run("match", "--records", write(tmp_path / "none.jsonl", []), "--format", "jsonl")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("bad", ["{", "[1]", '{"value": 3}', "\x00"])
def test_a_malformed_line_is_named(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(claim("a")) + "\n" + bad + "\n", encoding="utf-8")
    refused(run("match", "--records", path, "--format", "jsonl"), "claims.jsonl", "line 2")


@pytest.mark.parametrize("number", [7, "a"])
def test_two_claims_of_one_id_are_named_with_their_lines(tmp_path: Path, number: object) -> None:
    path = tmp_path / "claims.jsonl"
    rows = [claim("b"), claim("x"), claim("c")]
    rows[0]["id"] = rows[2]["id"] = number
    path.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    refused(run("match", "--records", path, "--format", "jsonl"), "claims.jsonl, line 5", repr(number), "line 1")


def test_ids_of_two_types_are_two(tmp_path: Path) -> None:
    rows = [claim("1"), claim("2", subject="Acme Inc")]
    rows[1]["id"] = 1
    result = run("match", "--records", write(tmp_path / "claims.jsonl", rows), "--format", "jsonl")
    assert [(row["a"], row["b"]) for row in lines(result.stdout)] == [("1", 1)]


def test_a_mistyped_claim_is_named_and_the_others_matched(tmp_path: Path) -> None:
    rows = [claim("a"), claim("bad"), claim("b", subject="Acme Inc"), claim("worse")]
    rows[1]["statement"], rows[3]["statement"] = 5, [1]
    result = run("match", "--records", write(tmp_path / "claims.jsonl", rows), "--format", "jsonl")
    assert [(row["a"], row["b"]) for row in lines(result.stdout)] == [("a", "b")]
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert all(part in result.stderr for part in ("claims.jsonl, line 2", "statement", "1 more like it"))


def test_a_mistyped_text_is_named_and_the_others_found(tmp_path: Path) -> None:
    checks = write(tmp_path / "checks.jsonl", [{"id": 1, "text": 5}, {"id": 2, "text": "Acme sold 40 ships."}])
    asked = write(tmp_path / "asked.jsonl", [{"id": "q", "text": "Acme sold 40 ships"}])
    result = run("find", "--records", checks, "--queries", asked, "--format", "jsonl")
    assert [match["id"] for match in lines(result.stdout)[0]["matches"]] == [2]
    assert result.returncode == 2
    assert "checks.jsonl, line 1" in result.stderr
    checks = write(tmp_path / "checks.jsonl", [{"id": 1, "text": "a"}, {"id": 1, "text": "b"}])
    refused(run("find", "--records", checks, "--queries", asked), "checks.jsonl, line 2", "line 1")


def test_a_faulty_lexicon_is_named_with_its_line(tmp_path: Path) -> None:
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("# mine\ncompany\tacme\tAcme|艾克米\nfirm\tx\ty\n", encoding="utf-8")
    path = write(tmp_path / "claims.jsonl", ROWS)
    refused(run("match", "--records", path, "--lexicon", lexicon), "own.tsv", "line 3", "firm")


def test_an_own_lexicon_joins_names(tmp_path: Path) -> None:
    chinese = claim(
        "z", subject="艾克米", metric="营收", lang="zh", figure="55亿美元", value=5.5e9, said="艾克米营收55亿美元。"
    )
    path = write(tmp_path / "claims.jsonl", [claim("a"), chinese])
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("company\tacme\tAcme|艾克米\n", encoding="utf-8")
    result = run("match", "--records", path, "--format", "jsonl", "--lexicon", lexicon)
    assert [row["relation"] for row in lines(result.stdout)] == ["contradiction"]


def test_many_copies_of_one_claim_take_no_square_of_their_number(tmp_path: Path) -> None:
    rows = [claim(f"c{n}", source=f"s{n}") for n in range(6000)]
    result = run("match", "--records", write(tmp_path / "claims.jsonl", rows), "--format", "jsonl")
    assert result.returncode == 0, result.stderr
    assert len(lines(result.stdout)) == 5999


def test_the_same_pairs_by_blocks_as_pair_by_pair(tmp_path: Path) -> None:
    filler = [
        claim(
            f"f{n}", subject=f"Firm{n:05d}", metric="employees", kind="count", unit=None, value=n + 1, figure=f"{n + 1}"
        )
        for n in range(2000)
    ]
    small = run("match", "--records", write(tmp_path / "small.jsonl", ROWS), "--format", "jsonl")
    large = run("match", "--records", write(tmp_path / "large.jsonl", [*ROWS, *filler]), "--format", "jsonl")
    wanted = {(row["a"], row["b"], row["relation"]) for row in lines(small.stdout)}
    assert {(row["a"], row["b"], row["relation"]) for row in lines(large.stdout) if row["a"] in "abc"} == wanted


def test_a_database_is_matched_once_and_searched(tmp_path: Path) -> None:
    one, other, db = tmp_path / "one.txt", tmp_path / "zwei.txt", tmp_path / "claims.db"
    one.write_text("NEW YORK, May 29, 2025 - Nvidia reported revenue of $44.1bn in 2024.\n", encoding="utf-8")
    other.write_text("2025年5月29日消息，英伟达2024年营收为440.6亿美元。\n", encoding="utf-8")
    assert run("add", one, other, "--no-match", "--db", db).returncode == 0
    first = run("match", "--db", db, "--format", "jsonl")
    assert [row["relation"] for row in lines(first.stdout)] == ["duplicate"], first.stderr
    assert run("match", "--db", db, "--format", "jsonl").stdout == ""
    found = run("find", "英伟达营收441亿美元", "--db", db, "--format", "jsonl")
    assert {match["figure"] for match in lines(found.stdout)[0]["matches"]} == {"$44.1bn", "440.6亿美元"}


def test_earlier_checks_of_a_post_best_first(tmp_path: Path) -> None:
    checked = write(
        tmp_path / "checked.jsonl",
        [
            {
                "id": "1",
                "text": "Nvidia took a $4.5bn charge on H20 inventory.",
                "title": "Did Nvidia write off its H20 stock?",
            },
            {"id": "2", "text": "比亚迪2024年卖出427万辆汽车", "title": None},
            {"id": "3", "text": "A photograph shows a giant squid on a beach."},
        ],
    )
    queries = write(
        tmp_path / "queries.jsonl",
        [
            {"id": "p", "text": "OMG #GiantSquid on the beach!! https://t.co/x — Jo (@jo) May 1, 2020"},
            {"id": "q", "text": "英伟达为H20库存计提费用"},
            {"id": "r", "text": ""},
        ],
    )
    result = run("find", "--records", checked, "--queries", queries, "--top", "1", "--format", "jsonl")
    assert [[match["id"] for match in row["matches"]] for row in lines(result.stdout)] == [["3"], ["1"], []]
    refused(run("find", "--records", checked), "--records and --queries")


def test_claims_without_a_usable_figure_are_counted(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from factcheck.cli.matching import match_command

    file = tmp_path / "claims.jsonl"
    bad = ['{"id": 2}', "", '{"id": 3, "value": 1e400}', '{"id": 4, "value": NaN}', '{"id": 5, "low": 3, "high": 1}']
    file.write_text("\n".join(['{"id": 1, "value": 7, "unit": "%"}', *bad]) + "\n", encoding="utf-8")
    done = CliRunner().invoke(match_command, ["--records", str(file)])
    assert done.exit_code == 0
    assert done.stderr == "4 claims without a usable figure passed over (first: line 2)\n"
