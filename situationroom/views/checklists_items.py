"""One checklist in full: every item with its box, its time, who sees to it and what is noted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from situationroom.models import CheckItem
from situationroom.store.queries.checklists import ListRow
from situationroom.texts import language, tr
from situationroom.views import theme, times
from situationroom.views.widgets import (
    Banner,
    button,
    clear,
    column,
    label,
    line,
    mark_label,
    quiet,
    row,
    scrolled,
)

Act = Callable[[CheckItem], object]
SOON_S = 1_800


class ListDetail(QWidget):
    """``acts`` are what an item offers: 'tick', 'untick', 'assign', 'edit', 'drop'."""

    def __init__(self, zone: str, acts: Mapping[str, Act], *heads: QWidget) -> None:
        super().__init__()
        self._zone, self._acts = zone, acts
        self.boxes: dict[int, QCheckBox] = {}
        self._drawn: object = None
        self._ages: dict[int, tuple[CheckItem, QLabel]] = {}
        self._title, self._about = label("", size=16, weight=700), quiet("", 12)
        self._title.setWordWrap(True)
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.px(6))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.addLayout(self._items)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(self._title)
        outer.addWidget(row(self._about, None, *heads))
        outer.addWidget(scrolled(inner), 1)

    def show_row(self, found: ListRow, now: datetime) -> None:
        """The list as it is now; only the ages run on where nothing else has changed."""
        self._title.setText(found.checklist.name(language()))
        self._about.setText(about_words(found, self._zone, now))
        late = tuple(item.overdue(now) for item in found.items)
        if (found, late) != self._drawn:
            self._drawn = (found, late)
            self._draw(found, now)
        for item, age in self._ages.values():
            age.setText(due_words(item, now, self._zone))

    def _draw(self, found: ListRow, now: datetime) -> None:
        focused = next((id_ for id_, box in self.boxes.items() if box.hasFocus()), None)
        clear(self._items)
        self.boxes, self._ages = {}, {}
        closed = found.checklist.closed_at is not None
        if closed:
            self._items.addWidget(
                Banner(tr("This list is closed; nothing in it is due."), "yellow")
            )
        for item in found.items:
            self._items.addWidget(self._item(item, now, closed=closed))
            self._items.addWidget(line())
        if not found.items:
            self._items.addWidget(quiet(tr("Nothing is on this list yet; add the first item.")))
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def _item(self, item: CheckItem, now: datetime, *, closed: bool) -> QWidget:
        box = QCheckBox()
        box.setChecked(not item.is_open)
        box.setEnabled(not closed)
        box.setAccessibleName(item.text(language()))
        act = self._acts["tick" if item.is_open else "untick"]
        box.clicked.connect(lambda _on: act(item))
        self.boxes[item.id] = box
        said = label(item.text(language()), "text" if item.is_open else "quiet", 14)
        font = said.font()
        font.setStrikeOut(bool(item.dropped))
        said.setFont(font)
        parts: list[QWidget] = [_wrapped(said), self._state(item, now)]
        if item.note:
            parts.append(_wrapped(quiet(item.note, 12)))
        text = column(*parts, gap=3)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHorizontalStretch(1)
        text.setSizePolicy(policy)
        return row(box, text, *self._buttons(item, closed=closed), gap=6)

    def _state(self, item: CheckItem, now: datetime) -> QWidget:
        late = item.overdue(now)
        age = label(due_words(item, now, self._zone), "red" if late else "quiet", 12)
        age.setToolTip(times.stamp(item.due_at, self._zone))
        parts: list[QWidget] = [mark_label("", "triangle", "red"), age] if late else [age]
        if item.is_open:
            self._ages[item.id] = (item, age)
        if item.owner:
            parts.append(quiet(f"· {item.owner}", 12))
        return row(*parts, None, gap=8)

    def _buttons(self, item: CheckItem, *, closed: bool) -> Sequence[QWidget]:
        if closed:
            return ()
        made = []
        offered = [("edit", "edit", tr("Change the item"))]
        if item.is_open:
            offered = [
                ("assign", "user", tr("Who sees to it")),
                ("drop", "minus", tr("Not needed here")),
                *offered,
            ]
        for name, sign, words in offered:
            one = button("", sign, "quiet", on_click=partial(self._acts[name], item))
            one.setToolTip(words)
            one.setAccessibleName(words)
            made.append(one)
        return made


def about_words(found: ListRow, zone: str, now: datetime) -> str:
    """'9 of 16 settled · times count from 15 Jul 22:00'."""
    settled = tr("{done} of {n} settled", done=found.settled, n=len(found.items))
    start = times.short_stamp(found.checklist.counted_from, zone, now)
    return f"{settled} · {tr('times count from {time}', time=start)}"


def due_words(item: CheckItem, now: datetime, zone: str) -> str:
    """When it is due, or when it was done and by whom, or why it is not needed."""
    if item.dropped:
        return tr("not needed: {reason}", reason=item.dropped)
    if item.done_at is not None:
        at = times.short_stamp(item.done_at, zone, now)
        return tr("done {time} by {officer}", time=at, officer=item.done_by)
    if item.due_at is None:
        return tr("no time set")
    said = tr("due {until}", until=times.until(item.due_at, now))
    if item.due_at < now:
        said = tr("overdue {n}", n=times.span(now - item.due_at))
    return f"{said} · {times.short_stamp(item.due_at, zone, now)}"


def _wrapped(made: QLabel) -> QLabel:
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
