"""One screen of the day's ends, as a value: its words and what can be answered on it. Pure.

A window shows one `Page` at a time. What she answers is told by the page's id, so the owner
knows what it is about; the window never does.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Panel:
    """Facts in a box: small *lines*, *copies* what its button would copy, *actions* as buttons.

    *light* is a light of `mail.status` ("green", "amber", "red") or "" for none.
    """

    lines: tuple[str, ...] = ()
    light: str = ""
    copies: str = field(default="", repr=False)
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Ten circles from 1 to 10; *value* is what she chose before, or None."""

    value: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of her own; *text* is what it holds by now, *kept* what is said once it is kept."""

    text: str = field(default="", repr=False)
    kept: str = ""
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Threads:
    """A short list of her own, each thread with its *whens*; *rows* are there already."""

    rows: tuple[str, ...] = field(default=(), repr=False)
    whens: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Equal answers, one of which may be *chosen*; *says* is what stands under one of them."""

    options: tuple[tuple[str, str], ...]
    chosen: str = ""
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """Room to write; *text* is what it holds by now."""

    text: str = field(default="", repr=False)


Body = Panel | Scale | Line | Threads | Choices | Writing


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: *title* large, *second* beneath, a *body* to answer, a *foot* sentence.

    *go* is what the one filled button says; "" is a page that goes by itself.
    """

    id: str
    title: str = field(repr=False)
    second: str = ""
    body: Body | None = None
    foot: str = ""
    go: str = ""
