"""One way for every sentence a person reads: `tr` marks and translates it.

gettext, so that the pure modules can speak too (Qt's own `tr` would drag Qt into them).
Sentences are whole; parts are filled in afterwards with `str.format`, never glued.
"""

from __future__ import annotations

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str, folder: Path) -> None:
    """Speak *language* (`de`, `es`, ...) from the catalogues in *folder*; English if missing."""
    global _catalogue
    _catalogue = gettext.translation("boundary", folder, [language], fallback=True)


def tr(message: str) -> str:
    """Return *message* in her language."""
    return _catalogue.gettext(message)


def trn(one: str, many: str, count: int) -> str:
    """Return *one* or *many* as her language counts *count*."""
    return _catalogue.ngettext(one, many, count)
