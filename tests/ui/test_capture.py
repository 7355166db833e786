"""Leaving windows out of captures: asked of systems that can, never promised elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from boundary.ui.capture import leave_out_of_capture


def test_on_linux_nothing_is_promised(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not leave_out_of_capture(window, "linux")
