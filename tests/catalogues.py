"""Keep the catalogues in `resources/languages` in step with the code.

    python -m tests.catalogues            extract, update and compile
    python -m tests.catalogues --missing  print what is not translated, and change nothing

Sentences are those of `tr` and `trn` in `boundary/`, and the titles and steps of the rituals.
Translators work in `resources/languages/<code>/LC_MESSAGES/boundary.po`; the `.mo` beside it is
what ships. Nothing written holds a date or a line number, so that nothing changes for nothing.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from boundary.language import DOMAIN, NAMES, WRITTEN

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "languages"
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
CODES = tuple(code for code in NAMES if code != WRITTEN)

PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
PSEUDO = "qps"
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçêîñöšüýÁÇÊÎÑÖŠÜÝ")

_HEADER = "# Sentences of Boundary, written by tests/catalogues.py; docs/languages.md says how.\n#"

Id = str | tuple[str, str]
"""A sentence, or the singular and plural of one."""


@cache
def sentences() -> dict[Id, list[str]]:
    """Return every sentence of the program with the files that it stands in."""
    found: dict[Id, list[str]] = {}
    for path in sorted((ROOT / "boundary").rglob("*.py")):
        for each in _said(ast.parse(path.read_text(encoding="utf-8"))):
            _note(found, each, path)
    for path in sorted((ROOT / "resources" / "rituals").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in tables.values():
            if isinstance(table, dict):
                for name in ("title", "text"):
                    if name in table:
                        _note(found, table[name], path)
    return found


def _note(found: dict[Id, list[str]], each: Id, path: Path) -> None:
    places = found.setdefault(each, [])
    name = path.relative_to(ROOT).as_posix()
    if name not in places:
        places.append(name)


def _said(tree: ast.Module) -> Iterator[Id]:
    """Yield what `tr` and `trn` are called with. ValueError for what is not a literal."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if node.func.id == "tr" and len(texts) == 1:
            yield str(texts[0])
        elif node.func.id == "trn" and len(node.args) == 3:
            if len(texts) < 2:
                raise ValueError(f"trn is called with what is not a literal: {ast.unparse(node)}")
            yield str(texts[0]), str(texts[1])


class Sentences(Catalog):
    """A catalogue whose head is short: no dates, tools and people."""

    def __init__(self, code: str | None) -> None:
        """Begin one for *code*, or the template for None."""
        super().__init__(code, domain=DOMAIN, header_comment=_HEADER, charset="utf-8", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The language, the letters and the plural forms."""
        kept = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        kept.append(("Content-Transfer-Encoding", "8bit"))
        if self.locale is not None:
            kept = [("Language", str(self.locale)), *kept, ("Plural-Forms", self.plural_forms)]
            if self.locale.text_direction == "rtl":
                kept.append(("X-Direction", "rtl"))
        return kept

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        """Take nothing from elsewhere."""


def template() -> Catalog:
    """Return the catalogue of all sentences without a translation."""
    catalogue = Sentences(None)
    for each, places in sentences().items():
        catalogue.add(each, locations=[(place, 0) for place in places])
    return catalogue


def po_path(code: str) -> Path:
    """Return where the translations into *code* are written."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """Return the translations into *code* as they are written; none where the file is missing."""
    path = po_path(code)
    if not path.exists():
        return Sentences(code)
    with path.open("rb") as stream:
        return read_po(stream, locale=code, domain=DOMAIN)


def updated(code: str) -> Catalog:
    """Return the translations into *code*, of today's sentences alone and in their order.

    Nothing is guessed: a sentence that changed is translated anew.
    """
    before, now = read(code), Sentences(code)
    for each in template():
        if each.id:
            old = before.get(each.id[0] if isinstance(each.id, tuple) else each.id)
            same = old is not None and isinstance(old.id, tuple) == isinstance(each.id, tuple)
            said = old.string if same and old is not None and not old.fuzzy else None
            now.add(each.id, said, locations=each.locations)
    return now


def missing(catalogue: Catalog) -> list[Message]:
    """Return what *catalogue* leaves without words, in any of its forms."""
    return [each for each in catalogue if each.id and not all(forms(each))]


def forms(message: Message) -> tuple[str, ...]:
    """Return the translations of *message*: one, or one for each plural form."""
    said = message.string
    if isinstance(message.id, tuple):
        return tuple(str(form or "") for form in said) if isinstance(said, tuple) else ("", "")
    return (str(said or ""),)


def compiled(catalogue: Catalog) -> bytes:
    """Return what is whole in *catalogue* as the `.mo` that gettext reads."""
    for each in missing(catalogue):
        catalogue.delete(each.id)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def written(catalogue: Catalog) -> bytes:
    """Return *catalogue* as a `.po`."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False)
    return stream.getvalue()


def pseudo(*, rtl: bool = False) -> GNUTranslations:
    """Return English that is a third longer and accented, for a look at layouts.

    What still reads as plain English was never marked. *rtl* reads from the right: a mark
    before each sentence has Qt lay it out so, though its letters are Latin.
    """
    mark = "\u200f" if rtl else ""
    catalogue = Sentences("en")
    for each in sentences():
        if isinstance(each, tuple):
            catalogue.add(each, tuple(mark + stretched(form) for form in each))
        else:
            catalogue.add(each, mark + stretched(each))
    spoken = GNUTranslations(io.BytesIO(compiled(catalogue)))
    spoken.info()["x-direction"] = "rtl" if rtl else "ltr"
    return spoken


def stretched(text: str) -> str:
    """Return *text* accented and a third longer, its placeholders as they are."""
    parts = re.split(r"(\{[^{}]*\})", text)
    said = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    letters = sum(character.isalpha() for character in text)
    words = len(text.split())
    return said + ("~" * -(-letters // 3) if words == 1 else " öñ" * -(-letters // 9))


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or with `--missing` say what they lack."""
    if arguments == ["--missing"]:
        lacking = {code: missing(updated(code)) for code in CODES}
        for code, messages in lacking.items():
            for each in messages:
                print(code, each.id if isinstance(each.id, str) else " | ".join(each.id), sep="\t")
        return 1 if any(lacking.values()) else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(written(template()))
    for code in CODES:
        catalogue = updated(code)
        po_path(code).parent.mkdir(parents=True, exist_ok=True)
        po_path(code).write_bytes(written(catalogue))
        print(f"{code}: {len(catalogue) - len(missing(catalogue))} of {len(catalogue)} translated")
        po_path(code).with_suffix(".mo").write_bytes(compiled(catalogue))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
