"""What a plot shows, as values: points, her own range, one sentence, and the table's rows.

A plot compares her with nobody but herself. What was not noted is a gap, never a zero, and no
line crosses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from boundary.language import tr


class Shape(StrEnum):
    """How a plot is drawn: as days in a band, parts of chances, columns, or strokes one by one."""

    BAND = "band"
    PARTS = "parts"
    COLUMNS = "columns"
    STROKES = "strokes"


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """One day or week: its short *label*, its *value* or None, and the *cells* of its table row.

    *most* is what the value is a part of, where there is such a thing. *spoken* is the point as
    one sentence, for the screen reader and for the line under the plot.
    """

    label: str
    value: float | None
    spoken: str
    cells: tuple[str, ...] = ()
    most: float | None = None


@dataclass(frozen=True, slots=True)
class PlotView:
    """A plot as it is shown; without points, *waiting* says when there will be some.

    *low* and *high* end the scale, *foot* and *top* are what is written there. *band* is her own
    usual range; *middle* her own median, named *middle_words*. *key* says how to read the
    picture. *headings* has the word over the points first, then one for each of their cells.
    """

    id: str
    shape: Shape
    title: str
    sentence: str
    points: tuple[PlotPoint, ...] = ()
    low: float = 0
    high: float = 10
    foot: str = ""
    top: str = ""
    band: tuple[float, float] | None = None
    middle: float | None = None
    middle_words: str = ""
    key: str = ""
    headings: tuple[str, ...] = ()
    waiting: str = ""

    def __post_init__(self) -> None:
        if self.high <= self.low:
            raise ValueError("a scale goes upward")
        if any(len(point.cells) != max(len(self.headings) - 1, 0) for point in self.points):
            raise ValueError("a row has a cell for every heading")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.value is None for point in self.points)


def waiting_words(noted: int, needed: int) -> str:
    """Return what stands in the place of a plot while only *noted* of *needed* are there."""
    if noted == 0:
        return tr("Nothing is drawn before there are {needed} entries.").format(needed=needed)
    return tr("{noted} of the {needed} entries that a picture needs.").format(
        noted=noted, needed=needed
    )
