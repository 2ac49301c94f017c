"""Memory of extraction: a document that has been read leaves nothing behind."""

from __future__ import annotations

import gc

import pytest

from factcheck.extraction.registry import extractor
from factcheck.reading.document import document_of_text

ZH = (
    "海岸电力昨天公布了业绩。公司上季度营收12.4亿元，同比增长8%。"
    "该公司表示，明年将新建3座电站。负责人王岚说，目前员工有2100人。\n"
)
EN = "Coast Power reported results on Tuesday. Its revenue rose 8% to $1.24 billion. It will build three plants.\n"


@pytest.mark.parametrize("text", [ZH, EN], ids=["zh", "en"])
def test_what_was_read_goes_without_the_collector(text: str) -> None:
    rules = extractor()

    def read(count: int) -> None:
        for number in range(count):
            assert list(rules.extract(document_of_text(text, name=f"text {number}")))

    read(2)  # what is kept for good is made now
    gc.collect()
    gc.disable()
    try:
        read(50)
        assert gc.collect() < 50, "each document leaves a cycle, with its text"
    finally:
        gc.enable()
