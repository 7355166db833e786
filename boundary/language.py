"""One way for every sentence a person reads: `tr` marks and translates it.

gettext, so that the pure modules can speak too (Qt's own `tr` would drag Qt into them).
Sentences are whole; parts are filled in afterwards with `str.format`, never glued. Until a
language is chosen gettext is not even imported: the sentences in the code are English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations
    from pathlib import Path

_catalogue: NullTranslations | None = None


def use(language: str, folder: Path) -> None:
    """Speak *language* (`de`, `es`, ...) from the catalogues in *folder*; English if missing."""
    import gettext

    global _catalogue
    _catalogue = gettext.translation("boundary", folder, [language], fallback=True)


def tr(message: str) -> str:
    """Return *message* in her language."""
    return message if _catalogue is None else _catalogue.gettext(message)


def trn(one: str, many: str, count: int) -> str:
    """Return *one* or *many* as her language counts *count*."""
    if _catalogue is None:
        return one if count == 1 else many
    return _catalogue.ngettext(one, many, count)
