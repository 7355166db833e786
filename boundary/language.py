"""One way for every sentence a person reads: `tr` marks and translates it.

gettext, so that the pure modules can speak too (Qt's own `tr` would drag Qt into them).
Sentences are whole; parts are filled in afterwards with `str.format`, never glued. Until a
language is chosen gettext is not even imported: the sentences in the code are English.

A language is chosen once, before the first window: what a window already says does not change.
`tests/catalogues.py` keeps the catalogues in step with the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import NullTranslations
    from pathlib import Path

DOMAIN = "boundary"
"""The name of the catalogues: `de/LC_MESSAGES/boundary.mo`."""

WRITTEN = "en"
"""The language of the sentences in the code, which needs no catalogue."""

NAMES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
"""The languages that Boundary speaks, each by its own name."""

_catalogue: NullTranslations | None = None


def best(wanted: Iterable[str]) -> str:
    """Return the first of *wanted* (`de`, `fr-CA`, `es_MX.UTF-8`) that is spoken; else English."""
    for each in wanted:
        code = each.replace("_", "-").partition("-")[0].partition(".")[0].lower()
        if code in NAMES:
            return code
    return WRITTEN


def use(language: str, folder: Path) -> None:
    """Speak *language* (`de`, `es_MX`, ...) from the catalogues in *folder*; English if missing."""
    import gettext

    code = language.replace("-", "_")
    speak(gettext.translation(DOMAIN, folder, [code], fallback=True))


def speak(catalogue: NullTranslations | None) -> None:
    """Speak from *catalogue*; the English of the code for None."""
    global _catalogue
    _catalogue = catalogue


def right_to_left() -> bool:
    """Tell whether what is spoken reads from the right; its catalogue's X-Direction says so."""
    return _catalogue is not None and _catalogue.info().get("x-direction") == "rtl"


def tr(message: str) -> str:
    """Return *message* in her language."""
    return message if _catalogue is None else _catalogue.gettext(message)


def trn(one: str, many: str, count: int) -> str:
    """Return *one* or *many* as her language counts *count*."""
    if _catalogue is None:
        return one if count == 1 else many
    return _catalogue.ngettext(one, many, count)
