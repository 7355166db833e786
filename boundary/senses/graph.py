"""The PipeWire graph, as far as it tells who records: read from `pw-dump --monitor`. Pure.

Only classes, states and links are kept. The name of a program, of a device or of a stream is
never looked at: that something records is all that is wanted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST_CHARACTERS = 8 * 1024 * 1024
"""A document that does not end within this is none."""


class Documents:
    """Splits a stream of JSON documents, each an array, into what they hold.

    A document is looked at when what came ends with its bracket, so that a long one is not
    read again with every piece of it.
    """

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._decoder = json.JSONDecoder()
        self._pieces: list[str] = []
        self._length = 0
        self._most = most

    def feed(self, text: str) -> list[list[object]]:
        """Take *text* in and return the documents that are whole; ValueError if it is no JSON."""
        if not self._pieces:
            text = text.lstrip()
        if not text:
            return []
        self._keep(text)
        if self._pieces[0][0] != "[":
            raise ValueError("not an array")
        found: list[list[object]] = []
        if text.rstrip().endswith("]"):
            rest = self._take("".join(self._pieces), found)
            self._pieces, self._length = [], 0
            self._keep(rest)
        if self._length > self._most:
            raise ValueError("an array without end")
        return found

    def _keep(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _take(self, text: str, found: list[list[object]]) -> str:
        """Move the whole documents at the head of *text* to *found*; return what is left."""
        at = 0
        while (at := _past_space(text, at)) < len(text):
            try:
                document, at = self._decoder.raw_decode(text, at)
            except json.JSONDecodeError:
                break
            except RecursionError:
                raise ValueError("nested too deeply") from None
            if not isinstance(document, list):
                raise ValueError("not an array")
            found.append(document)
        return text[at:]


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class _Node:
    kind: str
    runs: bool
    monitors: bool
    process: int | None
    is_camera: bool


@dataclass(slots=True)
class Graph:
    """Nodes and links that are there now; *ours* are the processes whose streams don't count."""

    ours: frozenset[int] = frozenset()
    _nodes: dict[int, _Node] = field(default_factory=dict)
    _links: dict[int, tuple[int, int]] = field(default_factory=dict)

    def update(self, changes: Iterable[object]) -> None:
        """Take in one document of changes: an object without info is gone."""
        for change in changes:
            if not isinstance(change, Mapping) or not isinstance(change.get("id"), int):
                continue
            number = change["id"]
            info = change.get("info")
            self._nodes.pop(number, None)
            self._links.pop(number, None)
            if not isinstance(info, Mapping):
                continue
            kind = str(change.get("type", ""))
            if kind.endswith(":Node"):
                self._nodes[number] = _node(info)
            elif kind.endswith(":Link"):
                ends = info.get("output-node-id"), info.get("input-node-id")
                if isinstance(ends[0], int) and isinstance(ends[1], int):
                    self._links[number] = ends[0], ends[1]

    def serves_sound(self) -> bool:
        """Tell whether sound runs through this server: some systems have it for video alone."""
        return any(
            node.kind.startswith("Audio/") or node.kind == "Stream/Input/Audio"
            for node in self._nodes.values()
        )

    def microphone(self) -> bool:
        """Tell whether some program records sound that does not come out of this machine."""
        return any(
            node.kind == "Stream/Input/Audio" and node.runs and not node.monitors
            and node.process not in self.ours
            for node in self._nodes.values()
        )  # fmt: skip

    def camera(self) -> bool:
        """Tell whether some program takes pictures from a camera."""
        return any(self._watched(is_camera=True))

    def share(self) -> bool:
        """Tell whether some program takes pictures from a source that is no camera: a screen."""
        return any(self._watched(is_camera=False))

    def _watched(self, *, is_camera: bool) -> Iterable[bool]:
        for source, taker in self._links.values():
            node, other = self._nodes.get(source), self._nodes.get(taker)
            if node is None or other is None or not _gives_pictures(node):
                continue
            yield node.is_camera == is_camera and other.process not in self.ours


def _gives_pictures(node: _Node) -> bool:
    """Compositors offer a shared screen as a source or as a stream of their own."""
    return node.kind.startswith("Video/Source") or node.kind == "Stream/Output/Video"


def _node(info: Mapping[str, object]) -> _Node:
    found = info.get("props")
    props: Mapping[str, object] = found if isinstance(found, Mapping) else {}
    return _Node(
        kind=str(props.get("media.class", "")),
        runs=info.get("state") == "running",
        monitors=_yes(props.get("stream.monitor")) or _yes(props.get("stream.capture.sink")),
        process=_process(props.get("application.process.id")),
        is_camera=str(props.get("device.api", "")) in ("v4l2", "libcamera")
        or props.get("media.role") == "Camera",
    )


def _process(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None


def _yes(value: object) -> bool:
    return value is True or value == "true"
