"""Which request a call goes to: a new one, or one that is open already."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from situationroom import legend
from situationroom.models import Request
from situationroom.texts import tr
from situationroom.views.choice import Choice


class Opens(Choice):
    """``request`` is the id of the open request that was chosen, None for a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.addItem(tr("Open a new request"), None)
        self.setAccessibleName(tr("Open a new request"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    @property
    def request(self) -> int | None:
        """The open request this call is added to, if the officer chose one."""
        chosen = self.currentData()
        return int(chosen) if chosen else None

    def choose(self, request: Request) -> None:
        """This one, whatever was chosen before."""
        self.setCurrentIndex(0)
        self.offer([request])

    def offer(self, requests: Iterable[Request]) -> None:
        """Requests that may be meant; the first is chosen unless one was chosen before."""
        first = None
        for request in requests:
            first = first or request
            if self.findData(request.id) < 0:
                name = f"{request.number} · {legend.label(request.category)}"
                self.addItem(tr("Add to request {number}", number=name), request.id)
        if first is not None and self.request is None:
            self.setCurrentIndex(self.findData(first.id))
