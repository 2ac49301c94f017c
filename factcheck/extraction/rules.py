"""The built-in extractor: repair, layout, figures, and the clause around each, put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claims_db.claim import Claim, Lang, Region, Statement
from factcheck.extraction.base_units import to_base
from factcheck.extraction.checkworthiness import worth
from factcheck.extraction.context import Context, Discourse, Sentence
from factcheck.extraction.figure import Figure
from factcheck.extraction.figures import find_figures
from factcheck.extraction.figures.country_zh import country_of
from factcheck.extraction.layout import lay_out
from factcheck.extraction.sentences import sentences
from factcheck.reading.document import Document
from factcheck.repair import repair
from factcheck.repair.script import beyond_ascii

Describe = Callable[[str, Sentence, Discourse], list[Context]]


def _describe(lang: Lang) -> Describe:
    """The context grammar of ``lang``, whose tables are read when the first text needs them."""
    if lang == "zh":
        from factcheck.extraction import context_zh

        return context_zh.describe
    from factcheck.extraction import context_en

    return context_en.describe


LOOK_BACK = 2
"""Sentences without a figure that are still read before one with figures: they may name whose the figures are."""


class RuleExtractor:
    """Grammars over data files, for Chinese and English. Linear in the length of the text."""

    name = "rules"
    version = "1.0"

    def extract(self, document: Document) -> Iterator[Claim]:
        """Yield every figure of ``document`` as a claim, ascending; see ``Claim.reviewable`` for those to show."""
        repaired = repair(document.text)
        view = repaired.text
        beyond = repaired.beyond if repaired.beyond is not None else beyond_ascii(view)
        figures = find_figures(view, country_hint=country_of(document.text, view), beyond=beyond)
        if not figures:
            return
        layout = lay_out(document, repaired)
        discourses: dict[str, Discourse] = {
            region: Discourse(published=layout.published, title=layout.title) for region in ("body", "boilerplate")
        }
        to_source = None if repaired.offsets.is_identity else repaired.offsets.to_source
        label = f"{self.name} {self.version}"
        grammars: dict[Lang, Describe] = {}
        region: Region = "body"
        for sentence in sentences(view, figures, look_back=LOOK_BACK, beyond=beyond):
            if layout.boilerplate:
                region = layout.region_at(sentence.start)
            describe = grammars.get(sentence.lang)
            if describe is None:
                describe = grammars[sentence.lang] = _describe(sentence.lang)
            contexts = describe(view, sentence, discourses[region])
            for index, figure in enumerate(sentence.figures):
                yield _claim(document, to_source, figure, contexts[index], region, sentence.lang, label)
        for discourse in discourses.values():
            # what nobody asked for holds the discourse that holds it: a cycle a document would outlive it
            discourse.unread.clear()


def _claim(
    document: Document,
    to_source: Callable[[int, int], tuple[int, int]] | None,
    figure: Figure,
    context: Context,
    region: Region,
    lang: Lang,
    label: str,
) -> Claim:
    """The claim of ``figure``; ``to_source`` leads offsets of the view to those of the text where they differ."""
    start, end, first, last = figure.start, figure.end, context.statement_start, context.statement_end
    if to_source is not None:
        start, end = to_source(start, end)
        first, last = to_source(first, last)
    text = document.text
    base_value, base_low, base_high, base_unit = to_base(figure)
    comparator, direction = context.comparator or figure.comparator, context.direction or figure.direction
    states_claim = context.states_claim and figure.states_claim
    return Claim(
        # by place: thirty names would have to be looked up for every claim
        document.name,
        start,
        end,
        text[start:end],
        Statement(first, last, text[first:last]),
        figure.kind,
        figure.value,
        figure.low,
        figure.high,
        figure.unit,
        base_value,
        base_low,
        base_high,
        base_unit,
        comparator,
        context.subject,
        context.metric,
        context.relative_to,
        context.as_of,
        context.period,
        figure.per,
        figure.precision,
        context.modality,
        direction,
        context.attributed_to,
        region,
        states_claim,
        label,
        worth(
            figure.kind,
            (figure.value, figure.low, figure.high),
            comparator,
            context.subject,
            context.metric,
            context.relative_to,
            direction,
            context.period,
            context.as_of,
            context.attributed_to,
            context.modality,
            region,
            states_claim,
        ),
        lang,
    )
