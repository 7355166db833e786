"""What a PipeWire graph says of microphone, camera and shared screen."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boundary.senses.graph import Documents, Graph
from tests.senses.rigs import gone, link, node, printed


def graph(*objects: dict[str, object]) -> Graph:
    made = Graph(ours=frozenset({7}))
    made.update(objects)
    return made


def test_a_running_recording_is_a_microphone() -> None:
    assert graph(node(1, "Stream/Input/Audio")).microphone()


@pytest.mark.parametrize("state", ["idle", "suspended", "creating", "error"])
def test_a_recording_that_does_not_run_is_none(state: str) -> None:
    assert not graph(node(1, "Stream/Input/Audio", state)).microphone()


def test_sound_that_comes_out_of_the_machine_is_no_microphone() -> None:
    assert not graph(node(1, "Stream/Input/Audio", stream_capture_sink=True)).microphone()


def test_a_level_meter_is_no_microphone() -> None:
    assert not graph(node(1, "Stream/Input/Audio", stream_monitor="true")).microphone()


def test_our_own_recording_is_no_microphone() -> None:
    assert not graph(node(1, "Stream/Input/Audio", application_process_id=7)).microphone()


def test_playing_is_no_microphone() -> None:
    assert not graph(node(1, "Stream/Output/Audio")).microphone()


def test_a_recording_that_was_removed_is_over() -> None:
    made = graph(node(1, "Stream/Input/Audio"))
    made.update([gone(1)])

    assert not made.microphone()


CAMERA = node(1, "Video/Source", device_api="v4l2")
SCREEN = node(2, "Video/Source")
COMPOSITOR = node(3, "Stream/Output/Video")
TAKER = node(9, "Stream/Input/Video")


def test_a_camera_that_nobody_looks_through_is_off() -> None:
    assert not graph(CAMERA, TAKER).camera()


def test_a_camera_with_somebody_at_its_end_is_on() -> None:
    assert graph(CAMERA, TAKER, link(20, 1, 9)).camera()


def test_a_camera_is_no_shared_screen() -> None:
    assert not graph(CAMERA, TAKER, link(20, 1, 9)).share()


@pytest.mark.parametrize("source", [SCREEN, COMPOSITOR])
def test_a_screen_with_somebody_at_its_end_is_shared(source: dict[str, object]) -> None:
    number = source["id"]
    assert isinstance(number, int)
    assert graph(source, TAKER, link(20, number, 9)).share()


def test_a_link_whose_end_is_gone_shows_nothing() -> None:
    made = graph(SCREEN, TAKER, link(20, 2, 9))
    made.update([gone(9)])

    assert not made.share()


@pytest.mark.parametrize(
    "change",
    [
        None,
        3,
        "text",
        [],
        {},
        {"id": "1"},
        {"id": 1, "info": 5},
        {"id": 1, "type": "PipeWire:Interface:Node", "info": {"props": 4}},
        {"id": 1, "type": "PipeWire:Interface:Link", "info": {"output-node-id": "x"}},
        node(1, "Stream/Output/Audio", application_process_id="9" * 5000),
        node(1, "Stream/Output/Audio", application_process_id="²"),
    ],
)
def test_what_makes_no_sense_changes_nothing(change: object) -> None:
    made = graph()
    made.update([change])

    assert [made.microphone(), made.camera(), made.share()] == [False, False, False]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.lists(st.lists(JSON, max_size=3), max_size=4), st.integers(1, 40))
def test_documents_come_whole_however_the_stream_is_cut(
    documents: list[list[object]], piece: int
) -> None:
    text = "\n".join(json.dumps(document, indent=2) for document in documents)
    reader = Documents()
    found = [d for at in range(0, len(text), piece) for d in reader.feed(text[at : at + piece])]

    assert found == documents


@given(st.text())
def test_any_text_is_documents_or_is_refused(text: str) -> None:
    reader = Documents()
    try:
        found = reader.feed(text)
    except ValueError:
        return
    assert all(isinstance(document, list) for document in found)


def test_an_array_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="without end"):
        Documents(most=100).feed("[" + "1, " * 100)


def test_an_array_nested_without_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="nested"):
        Documents().feed("[" * 100_000 + "]")


def test_a_second_document_that_is_cut_waits_for_its_rest() -> None:
    reader = Documents()
    text = printed(gone(1)) + printed(gone(2))
    first = reader.feed(text[:-4])

    assert (first, len(reader.feed(text[-4:]))) == ([], 2)
