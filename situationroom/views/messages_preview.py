"""Everybody on the list with exactly what they would get, before anything leaves."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from situationroom.desk import Desk
from situationroom.messaging.prepare import Copy, Prepared
from situationroom.messaging.segments import segments
from situationroom.models.message import Channel, DeliveryStatus
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.bidi import both_names
from situationroom.views.message_words import (
    STATUS_LOOKS,
    channel_word,
    language_word,
    status_word,
)
from situationroom.views.table import Column, RecordTable
from situationroom.views.widgets import Card, Chip, Flow, label, quiet

GROUPS: Final[dict[str, Callable[[Copy], bool]]] = {
    "all": lambda _copy: True,
    "goes": lambda copy: copy.goes,
    "shares": lambda copy: copy.shares is not None,
    "missing": lambda copy: bool(copy.missing),
    "left out": lambda copy: copy.status is DeliveryStatus.LEFT_OUT and not copy.missing,
    "unreachable": lambda copy: copy.status is DeliveryStatus.UNREACHABLE,
}


class Preview(QWidget):
    """``language_chosen(persons, language)`` when some shall get the text in another one."""

    language_chosen = Signal(list, str)
    picked = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.plan = Prepared(())
        self.chips = {name: Chip(text) for name, text in _group_names().items()}
        self.table = RecordTable(desk, "message-preview", _columns(), self._query)
        self.table.set_empty(
            tr("Nobody to write to yet"),
            tr("Choose persons in any room, or here with Recipients, then write the text."),
        )
        self.head, self.text = quiet("", 12), label("")
        self.text.setWordWrap(True)
        self._languages: list[str] = []
        self._lay_out()
        self.table.picked.connect(self._picked)
        self.table.menu_asked.connect(self._menu)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=True, n=name: self.show_group(n))

    def show_plan(self, plan: Prepared, languages: Sequence[str]) -> None:
        """Another plan; the chosen copy stays chosen."""
        self.plan, self._languages = plan, list(languages)
        for name, chip in self.chips.items():
            count = sum(GROUPS[name](copy) for copy in plan.copies)
            chip.set_count(count)
            chip.setVisible(bool(count) or name in ("all", "goes"))
        self.show_group(self._group())

    def show_group(self, group: str) -> None:
        """Only the copies of a group."""
        for name, chip in self.chips.items():
            chip.setChecked(name == group)
        ids = [n for n, copy in enumerate(self.plan.copies, 1) if GROUPS[group](copy)]
        self.table.refresh()
        self.table.set_ids(ids)
        if ids and not self.table.selected_ids():
            self.table.select_ids(ids[:1])
        self._show_chosen()

    def _group(self) -> str:
        shown = next((name for name, chip in self.chips.items() if chip.isChecked()), "all")
        return shown if self.chips[shown].count else "all"

    def _query(self, _connection: Any, ids: Sequence[int]) -> dict[int, Copy]:
        copies = self.plan.copies
        return {id_: copies[id_ - 1] for id_ in ids if 0 < id_ <= len(copies)}

    def _chosen(self) -> list[Copy]:
        return list(self._query(None, self.table.selected_ids()).values())

    def _picked(self, _ids: list[int]) -> None:
        self._show_chosen()
        self.picked.emit(list(dict.fromkeys(copy.person.id for copy in self._chosen())))

    def _show_chosen(self) -> None:
        copy = next(iter(self._chosen()), None)
        self._card.setVisible(copy is not None)
        if copy is None:
            return
        fields = ", ".join(f"{{{name}}}" for name in copy.missing)
        parts = [
            copy.address,
            language_word(copy.language),
            copy.subject if copy.channel is Channel.EMAIL else "",
            _cost(copy),
        ]
        self.head.setText(" · ".join(part for part in parts if part))
        why = " ".join(part for part in (tr(copy.reason) if copy.reason else "", fields) if part)
        self.text.setText("\n\n".join(part for part in (why, copy.text) if part))

    def _menu(self, at: Any) -> None:
        persons = [copy.person.id for copy in self._chosen()]
        if not persons or len(self._languages) < 2:
            return
        menu = QMenu(self)
        for language in self._languages:
            name = tr("Write in {language}", language=language_word(language))
            menu.addAction(name).triggered.connect(
                lambda _on=False, one=language: self.language_chosen.emit(persons, one)
            )
        menu.exec(at)
        menu.deleteLater()

    def _lay_out(self) -> None:
        outer, flow = QVBoxLayout(self), Flow(gap=6)
        outer.setContentsMargins(theme.px(8), 0, 0, 0)
        outer.setSpacing(theme.px(8))
        for chip in self.chips.values():
            flow.addWidget(chip)
        self._card = Card()
        self._card.body.addWidget(self.head)
        self._card.body.addWidget(self.text)
        outer.addLayout(flow)
        outer.addWidget(self.table, 1)
        outer.addWidget(self._card)
        self._card.hide()


def _group_names() -> dict[str, str]:
    return {
        "all": tr("Everybody"),
        "goes": tr("Get a message"),
        "shares": tr("Share a telephone"),
        "missing": tr("A field is missing"),
        "left out": tr("Left out"),
        "unreachable": tr("Not reachable"),
    }


def _cost(copy: Copy) -> str:
    if copy.channel is not Channel.SMS or not copy.text:
        return ""
    return tr("{n} SMS", n=segments(copy.text).parts)


def _state(copy: Copy) -> str:
    return tr("Shared") if copy.shares is not None else status_word(copy.status)


def _columns() -> list[Column]:
    return [
        Column("case", tr("Case"), 76, lambda c: c.person.case, tabular=True),
        Column("name", tr("Name"), 150, lambda c: both_names(c.person), bold=True, least=90),
        Column("state", tr("State"), 112, _state, shape=lambda c: STATUS_LOOKS[c.status][0],
               tone=lambda c: STATUS_LOOKS[c.status][1], least=92),
        Column("channel", tr("Channel"), 72, lambda c: channel_word(c.channel)),
        Column("to", tr("Number or e-mail"), 138, lambda c: c.address or "—",
               tabular=True, least=118),
        Column("language", tr("Language"), 84, lambda c: language_word(c.language), least=64),
        Column("text", tr("Text"), 200, lambda c: c.text or (tr(c.reason) if c.reason else ""),
               stretch=True, tone=lambda _c: "quiet", tooltip=lambda c: c.text, least=80),
    ]  # fmt: skip
