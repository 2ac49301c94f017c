"""The door of the English context grammar: one context for each figure of a sentence."""

from __future__ import annotations

from factcheck.extraction.context import Context, Discourse, Sentence
from factcheck.extraction.context_en.clauses import find_clauses
from factcheck.extraction.context_en.roles import find_role
from factcheck.extraction.context_en.scene import Role, Scene
from factcheck.extraction.context_en.tokens import tokenize
from factcheck.extraction.figure import Figure


def describe(text: str, sentence: Sentence, discourse: Discourse) -> list[Context]:
    """Say for each of ``sentence.figures``, in order, whose it is and what it measures.

    ``text`` is the whole repaired view; all offsets count code points of it. ``discourse`` is read to resolve "the
    company" or "a year earlier", and takes up what this sentence adds. Linear in the length of the sentence.
    """
    if not sentence.figures:
        return []
    tokens = tokenize(text, sentence.start, sentence.end, sentence.figures)
    scene = Scene(tokens, find_clauses(tokens), discourse)
    return [
        _context(sentence, scene, figure, at) for figure, at in zip(sentence.figures, tokens.figure_at, strict=True)
    ]


def _context(sentence: Sentence, scene: Scene, figure: Figure, at: int) -> Context:
    role = find_role(scene, figure, at)
    _remember(scene.discourse, role)
    return Context(sentence.start, sentence.end, role.subject, role.metric)


def _remember(discourse: Discourse, role: Role) -> None:
    if role.subject:
        discourse.subject = role.subject
        if role.named:
            if role.product:
                discourse.product = role.subject
            else:
                discourse.organisation = role.subject
