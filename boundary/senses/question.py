"""A question put to a program: it is run once, and what it prints is the answer."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from boundary.senses.program import in_english

PATIENCE = timedelta(seconds=10)
"""A program that has not ended by then gives no answer."""

MOST_BYTES = 8 * 1024 * 1024
"""More than this is no answer either."""


class Question(QObject):
    """Asks a program again and again; `answered` brings its words, or None if it has none."""

    answered = Signal(object)

    def __init__(
        self,
        name: str,
        *arguments: str,
        patience: timedelta = PATIENCE,
        most: int = MOST_BYTES,
    ) -> None:
        super().__init__()
        self._name, self._arguments = name, list(arguments)
        self._most = most
        self._process: QProcess | None = None
        self._is_stale = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(int(patience.total_seconds() * 1000))
        self._late.timeout.connect(self._give_up)

    def ask(self) -> None:
        """Ask now; if an answer is still awaited, once more after it."""
        if self._process is not None:
            self._is_stale = True
            return
        self._is_stale = False
        process = QProcess(self)
        process.setProcessEnvironment(in_english())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._limit)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self._late.start()
        process.start(self._name, self._arguments)

    def drop(self) -> None:
        """Await no answer."""
        self._late.stop()
        self._is_stale = False
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _limit(self) -> None:
        if self._process is not None and self._process.bytesAvailable() > self._most:
            self._give_up()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        self._late.stop()
        process.deleteLater()
        said = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace")
        is_good = code == 0 and status is QProcess.ExitStatus.NormalExit
        if self._is_stale:
            self.ask()
        self.answered.emit(said if is_good else None)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._give_up()

    def _give_up(self) -> None:
        self.drop()
        self.answered.emit(None)
