"""The language of the screen: message catalogues in gettext's format, read by babel.

``locale/LANGUAGE.po`` beside this module holds one catalogue a language; a message it lacks stays English. The
language is the setting's, else that of the locale (``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG``).
"""

from __future__ import annotations

import gettext
import io
import os
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db.errors import ClaimsDbError

LANGUAGES = ("en", "zh_CN")


class _Active:
    """The catalogue in force."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    name = "en"


def _(message: str) -> str:
    """Return ``message`` in the language of the screen."""
    return _Active.catalogue.gettext(message) if message else message


def _n(one: str, many: str, count: int) -> str:
    """Return the form of a message that fits ``count``, in the language of the screen; the number fills ``{count}``."""
    return _Active.catalogue.ngettext(one, many, count).replace("{count}", f"{count:,}")


_WORDS = ("what", "act", "field")
"""Places of the store's sentences that hold words of the catalogue; others hold names and what people wrote."""


def told(refusal: ClaimsDbError) -> str:
    """Return what the store refused, in the language of the screen."""
    if not refusal.values:
        return f"{refusal.where}{_(refusal.template)}"
    values = {name: _(str(value)) if name in _WORDS else value for name, value in refusal.values.items()}
    return f"{refusal.where}{_(refusal.template).format(**values)}"


def use_language(wanted: str | None = None) -> str:
    """Speak ``wanted`` (``en``, ``zh``, ``zh_CN``), or the locale's language where it is None; the one chosen."""
    name = _known(wanted) if wanted else next(filter(None, map(_known, _of_locale())), "en")
    _Active.name = name or "en"
    _Active.catalogue = gettext.NullTranslations() if _Active.name == "en" else _read(_Active.name)
    return _Active.name


def _of_locale() -> list[str]:
    names = [os.environ.get("LANGUAGE", "").split(":")[0]]
    names += [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return [name for name in names if name][:1]


def _known(name: str) -> str | None:
    """The language of ours that a locale's name asks for; every Chinese one reads the simplified catalogue."""
    plain = name.partition(".")[0].replace("-", "_").lower()
    return "zh_CN" if plain == "zh" or plain.startswith("zh_") else "en" if plain.startswith("en") else None


def _read(name: str) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (files("factcheck.review") / "locale" / f"{name}.po").open("rb") as written:
        catalogue = read_po(written, locale=name)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
