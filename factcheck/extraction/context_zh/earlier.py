"""Sentences without figures: read only when a later figure turns out to need what they say.

Most figures name whose they are. The sentences before are therefore only noted, and skimmed for whom they begin with
and the time they speak of when a pronoun, a missing subject or a missing period calls for it.
"""

from __future__ import annotations

import re

from factcheck.extraction.context import Discourse, Sentence
from factcheck.extraction.context_zh.clauses import clauses_of
from factcheck.extraction.context_zh.sayings import Sayings
from factcheck.extraction.context_zh.times import leave
from factcheck.extraction.context_zh.topics import Topics
from factcheck.extraction.context_zh.words import words_of

REFERS_BACK = re.compile("[该其它他她此这]|公司|集团|同期|当季|本季|全年|[当同]年|前者|后者")
"""What makes a sentence lean on those before it."""
_PENDING = "zh.pending"
_KEPT = 2
_SKIMMED = 120
"""Code points read of each."""
_TIMES = re.compile("[年月季]|目前|现在|如今")


def put_off(sentence: Sentence, discourse: Discourse) -> None:
    """Keep ``sentence`` in mind; the last two are kept."""
    before = discourse.memory.get(_PENDING, "").split(";")
    kept = [*filter(None, before), f"{sentence.start} {sentence.end}"][-_KEPT:]
    discourse.memory[_PENDING] = ";".join(kept)


def settle(text: str, discourse: Discourse, *, only_times: bool = False) -> None:
    """Skim the sentences put off; with ``only_times`` none of them where no time is named."""
    pending = discourse.memory.get(_PENDING)
    if not pending:
        return
    spans = [tuple(map(int, span.split())) for span in pending.split(";")]
    if only_times and not any(_TIMES.search(text, start, end) for start, end in spans):
        return
    del discourse.memory[_PENDING]
    for start, end in spans:
        _skim(text, Sentence(start, end, "zh"), discourse)


def _skim(text: str, sentence: Sentence, discourse: Discourse) -> None:
    start, end = sentence.start, sentence.end
    if end - start > _SKIMMED:
        end = start + _SKIMMED
        cut = max(text.rfind("，", start, end), text.rfind(",", start, end))
        end = cut if cut > start else end
    said = Sayings(words_of(text, Sentence(start, end, "zh")), sentence, discourse, Topics(discourse))
    for clause in clauses_of(said.words):
        if clause.host is None and not said.topics.remembered:
            said.topics.enter(clause)
        if "T" in clause.codes:
            leave(said, clause)
