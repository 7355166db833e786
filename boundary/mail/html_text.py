"""Text as HTML and back: what a reply says, whatever markup a server has laid around it."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_SILENT = frozenset({"head", "style", "script", "title"})
_BREAKS = frozenset(
    {
        "address", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3",
        "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>")


def html_of(text: str) -> str:
    """Return *text* as an HTML document, each line on a line of its own."""
    lines = "<br>\n".join(escape(line, quote=False) for line in text.strip().splitlines())
    return f"<html>\n<body>\n{lines}\n</body>\n</html>"


def lines_of_html(markup: str) -> tuple[str, ...]:
    """Return the lines that a reader of *markup* sees, as `lines_of` gives them.

    What holds no tag at all is plain text that a server has left undressed.
    """
    if not _TAG.search(markup):
        return lines_of(markup)
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return lines_of("".join(reader.pieces))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of *text* that hold something, with single spaces."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


class _Reader(HTMLParser):
    """Collects what is seen; a newline of the markup is a space there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(re.sub(r"[\r\n]+", " ", data))
