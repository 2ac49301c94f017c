"""The extractors that are installed: the built-in rules and whatever other packages bring."""

from __future__ import annotations

from functools import cache

from factcheck.extraction.protocol import Extractor

GROUP = "factcheck.extractors"
BUILT_IN = "rules"


class UnknownExtractor(ValueError):
    """No installed package offers an extractor of that name; the message lists those there are."""


@cache
def extractor(name: str = BUILT_IN) -> Extractor:
    """The extractor called ``name``, made once a process.

    Raises ``UnknownExtractor`` where no entry point of the group ``factcheck.extractors`` has that name.
    """
    if name == BUILT_IN:
        from factcheck.extraction.rules import RuleExtractor

        return RuleExtractor()
    from importlib.metadata import entry_points  # slow to import: only for extractors of other packages

    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise UnknownExtractor(f"no extractor is called {name!r}; installed: {', '.join(sorted(found))}")
    made: Extractor = found[name].load()()
    return made
