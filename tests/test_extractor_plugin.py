"""An extractor of another package: what it takes to add one, and what happens when there is none of that name."""

import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from claims_db.claim import Claim, Statement
from factcheck.extraction.registry import UnknownExtractor, extractor
from factcheck.extraction.streaming import extract_documents
from factcheck.reading.document import Document, document_of_text

PACKAGE = '''
"""A whole extractor: it finds the word "dozen"."""
from decimal import Decimal
from claims_db.claim import Claim, Statement

class DozenExtractor:
    name = "dozen"
    version = "0.1"

    def extract(self, document):
        text, at = document.text, document.text.find("dozen")
        if at >= 0:
            yield Claim(source=document.name, start=at, end=at + 5, figure="dozen", kind="count", value=Decimal(12),
                        statement=Statement(0, len(text), text), extractor="dozen 0.1")
'''


@pytest.fixture
def dozen_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What installing such a package leaves on the path: a module and its entry point."""
    (tmp_path / "dozen_extractor.py").write_text(PACKAGE)
    info = tmp_path / "dozen_extractor-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: dozen-extractor\nVersion: 0.1\n")
    (info / "entry_points.txt").write_text("[factcheck.extractors]\ndozen = dozen_extractor:DozenExtractor\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    extractor.cache_clear()
    yield
    extractor.cache_clear()
    sys.modules.pop("dozen_extractor", None)


@pytest.mark.usefixtures("dozen_package")
def test_another_package_brings_an_extractor() -> None:
    document = document_of_text("They sold a dozen.", name="note")
    ((_, claims),) = extract_documents([document], "dozen")
    assert claims == [
        Claim(
            source="note",
            start=12,
            end=17,
            figure="dozen",
            kind="count",
            value=Decimal(12),
            statement=Statement(0, 18, "They sold a dozen."),
            extractor="dozen 0.1",
        )
    ]


def test_an_unknown_extractor_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownExtractor, match=r"'nosuch'; installed: .*rules"):
        extract_documents([], "nosuch")


def documents(count: int) -> list[Document]:
    return [document_of_text(f"Profit rose {n}% to ${n} million last year. " * 400, name=str(n)) for n in range(count)]


def test_processes_give_the_same_in_the_same_order() -> None:
    alone = list(extract_documents(documents(40)))
    together = list(extract_documents(documents(40), jobs=2))
    assert [d.name for d, _ in together] == [str(n) for n in range(40)]
    assert together == alone
    assert all(claims for _, claims in alone)
