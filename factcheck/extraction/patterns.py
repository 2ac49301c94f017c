"""Regular expressions that are compiled at first use: a text of one language does not wait for those of the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class _Compiled:
    """The methods of a compiled pattern."""

    __slots__ = ("_flags", "_source", *_METHODS)


class _Pattern(_Compiled):
    """Stands in for a compiled pattern; after its first use the methods are those of the pattern itself."""

    __slots__ = ()

    if TYPE_CHECKING:
        _source: str
        _flags: re.RegexFlag

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # only reached while the slot ``name`` is empty
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = _Compiled  # type: ignore[assignment]  # where ``__getattr__`` stands, every look-up is slow
        return getattr(compiled, name)


def pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """``source`` as a pattern whose ``match``, ``search``, ``sub`` and kin compile it when first called."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
