"""The window's ear for telephone software: ``situationroom call NUMBER`` opens a call form.

One window of a user listens; another takes over when that one is closed.
"""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from situationroom.ringing import LONGEST, address, message_of, telephone

AGAIN_MS = 5_000
"""How often a window that does not listen tries to."""
HANDS_MS = 3_000
"""How long somebody may take to say what they want."""

Heard = Callable[[str, str], str]
"""Number and incident file ('' for any) to a refusal, '' for none."""


class Ear(QObject):
    """Listens as long as the window lives; ``heard`` is told of every call."""

    def __init__(self, parent: QObject, heard: Heard) -> None:
        super().__init__(parent)
        self._heard = heard
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.listen)
        self._again.start()
        self.listen()

    @property
    def is_listening(self) -> bool:
        """False while another window of this user does."""
        return self._server.isListening()

    def listen(self) -> None:
        """Begin to listen, unless another window does."""
        try:
            name = address()
        except OSError:
            return
        if self._server.isListening() or _is_answered(name):
            return
        QLocalServer.removeServer(name)  # left behind by a window that crashed
        if not self._server.listen(name):
            self._again.start()

    def close(self) -> None:
        """Hear nothing more; another window may."""
        self._again.stop()
        self._server.close()

    def _meet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(self._read)
            caller.disconnected.connect(caller.deleteLater)
            QTimer.singleShot(HANDS_MS, caller, caller.disconnectFromServer)

    def _read(self) -> None:
        caller = self.sender()
        if not isinstance(caller, QLocalSocket):
            return
        if not caller.canReadLine():
            if caller.bytesAvailable() > LONGEST:
                self._answer(caller, "not understood")
            return
        self._answer(caller, self._hear(message_of(bytes(caller.readLine(LONGEST + 1).data()))))

    def _hear(self, told: dict[str, Any]) -> str:
        number, incident = told.get("number"), told.get("incident", "")
        if not isinstance(number, str) or not isinstance(incident, str) or not telephone(number):
            return "not understood"
        return self._heard(telephone(number), incident)

    def _answer(self, caller: QLocalSocket, refused: str) -> None:
        caller.write(json.dumps({"refused": refused}).encode() + b"\n")
        caller.flush()
        caller.disconnectFromServer()


def _is_answered(name: str) -> bool:
    """Whether somebody listens there already."""
    other = QLocalSocket()
    other.connectToServer(name)
    found = other.waitForConnected(200)
    other.abort()
    return bool(found)
