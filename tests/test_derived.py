"""What is kept in the cache folder: made once, made anew when what it came from changed, never in the way."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.derived import derived
from factcheck.matching import glosses, pinyin
from factcheck.matching.aliases import Lexicon, own_names_path, read_lexicon, tokenize
from factcheck.matching.text import normal, tokens


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "factcheck"


class Maker:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> bytes:
        self.asked += 1
        return b"made %d" % self.asked


def test_what_was_made_is_kept_until_its_source_changes(cache: Path, tmp_path: Path) -> None:
    source, make = tmp_path / "words", Maker()
    source.write_text("one")
    assert bytes(derived("test", [source], ["msgspec"], make)) == b"made 1"
    assert bytes(derived("test", [source], ["msgspec"], make)) == b"made 1"
    assert [file.name[:5] for file in cache.iterdir()] == ["test-"]
    source.write_text("two")
    assert bytes(derived("test", [source], ["msgspec"], make)) == b"made 2"


@pytest.mark.parametrize("damage", [lambda kept: b"", lambda kept: kept[:-1], lambda kept: b"m4de 1" + kept[6:]])
def test_a_damaged_file_is_made_anew(cache: Path, damage: Callable[[bytes], bytes]) -> None:
    make = Maker()
    derived("test", [], ["msgspec"], make)
    (kept,) = cache.iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert bytes(derived("test", [], ["msgspec"], make)) == b"made 2"
    assert bytes(derived("test", [], ["msgspec"], make)) == b"made 2"


def test_without_a_folder_to_write_to_it_is_made_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    make = Maker()
    assert [derived("test", [], ["msgspec"], make) for _ in range(2)] == [b"made 1", b"made 2"]


def test_a_package_that_is_not_there_is_named(cache: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        derived("test", [], ["no_such_package"], Maker())


def test_a_lexicon_in_tokens_finds_what_the_same_lexicon_form_by_form_does() -> None:
    lines = [
        "company\tacme\tAcme Corp|Acme|艾克米",
        "company\tacmeair\tAcme Air",
        "metric\trevenue\tsales\trevenue|营收",
    ]
    plain = Lexicon()
    for concept, forms in read_lexicon(lines, "test"):
        plain.add(concept, forms)
    known = tokenize()
    both = Lexicon.of(known)
    for concept, forms in read_lexicon(lines, "test"):
        both.add(concept, forms)
    said = tokens(normal("Acme Air and Acme's sales: 艾克米营收"))
    ours = [[c.key for c in mention.concepts] for mention in both.mentions(said) if mention.concepts]
    assert [c.key for mention in plain.mentions(said) for c in mention.concepts] == [
        "acmeair",
        "acme",
        "acme",
        "revenue",
    ]
    assert ["acmeair"] in ours
    assert ours.count(["acme"]) == 2
    assert ours[-1][0] == "revenue"
    assert both.label("nvidia") == known.labels["nvidia"]


def test_a_word_of_ones_own_joins_what_is_known(own_home: Path) -> None:
    from factcheck.matching.aliases import load_lexicon

    own_names_path().parent.mkdir(parents=True)
    own_names_path().write_text("company\tnvidia\tGreen Team\ncompany\tmine\tNvidia\n", encoding="utf-8")
    load_lexicon.cache_clear()
    try:
        lexicon = load_lexicon()
        keys = [[c.key for c in m.concepts] for m in lexicon.mentions(tokens(normal("Nvidia Green Team")))]
    finally:
        load_lexicon.cache_clear()
    assert keys == [["nvidia", "mine"], ["nvidia"]]


def test_every_word_of_the_dictionary_is_found() -> None:
    known = [line.partition("\t")[::2] for line in glosses.dictionary_lines().decode("utf-8").splitlines()]
    dictionary = glosses._dictionary()
    assert len(known) > 100_000
    assert all(dictionary.get(word) == senses for word, senses in known[::97] + known[:5] + known[-5:])
    assert [dictionary.get(word) for word in ("", "乘客乘客", "zzz", "\ud800")] == [None] * 4


def test_characters_are_read_as_pypinyin_reads_them() -> None:
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    runs = [*list(PHRASES_DICT)[::150], "重庆银行", "音乐", "行长", "中石油", "一不", "万科a", "", "アb", "\ue000中"]
    runs += [one[:2] + other[:3] for one, other in zip(runs, reversed(runs), strict=True)]
    for run in filter(str.isalpha, runs):
        assert list(pinyin.syllables_of(run)) == lazy_pinyin(run, errors="ignore"), run
        assert pinyin.initials_of(run) == "".join(lazy_pinyin(run, style=Style.FIRST_LETTER, errors="ignore")), run
    assert {"lu", "zhuang"} <= pinyin.syllables()


def test_what_is_used_stays_and_what_a_killed_process_began_goes(cache: Path) -> None:
    month = time.time() - 40 * 86_400
    derived("test", [], ["msgspec"], lambda: b"used")
    (used,) = cache.iterdir()
    unused, killed, at_work = cache / "test-0", cache / ".killed", cache / ".at_work"
    for file in (unused, killed, at_work):
        file.write_bytes(b"old")
    for file in (used, unused, killed):
        os.utime(file, (month, month))
    assert bytes(derived("test", [], ["msgspec"], lambda: b"not made again")) == b"used"
    derived("test", [Path(__file__)], ["msgspec"], lambda: b"newer")
    assert {used, at_work} < set(cache.iterdir())
    assert not unused.exists()
    assert not killed.exists()
