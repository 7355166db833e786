"""The language at the start: hers, else the system's; with it Qt's own words and the dates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from boundary.app.start import _speak
from boundary.language import speak, tr
from boundary.profile import settings_path
from boundary.settings import Settings, save


@pytest.fixture(autouse=True)
def _silent_again(qapp: QApplication) -> Iterator[None]:
    """Speak English afterwards, in the formats of before."""
    before = QLocale()
    yield
    speak(None)
    QLocale.setDefault(before)
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()


def begin(qapp: QApplication, profile: Path, language: str | None) -> None:
    """Begin as a start does, with *language* in the settings of *profile*."""
    save(settings_path(profile), Settings(language=language))
    _speak(qapp, profile)


def test_the_language_of_the_settings_is_spoken(qapp: QApplication, tmp_path: Path) -> None:
    begin(qapp, tmp_path, "de")
    assert tr("Monday") == "Montag"


def test_qt_speaks_it_too(qapp: QApplication, tmp_path: Path) -> None:
    begin(qapp, tmp_path, "fr")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"


def test_dates_are_written_in_it(qapp: QApplication, tmp_path: Path) -> None:
    begin(qapp, tmp_path, "es")
    assert QLocale().language() is QLocale.Language.Spanish


def test_a_language_that_is_not_spoken_is_english(qapp: QApplication, tmp_path: Path) -> None:
    begin(qapp, tmp_path, "it")
    assert tr("Monday") == "Monday"


def test_settings_that_can_t_be_read_do_not_keep_it_silent(
    qapp: QApplication, tmp_path: Path
) -> None:
    settings_path(tmp_path).write_text("{", encoding="utf-8")
    _speak(qapp, tmp_path)
    assert tr("Monday")
