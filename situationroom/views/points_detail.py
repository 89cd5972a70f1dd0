"""The chosen talking point in full, with every version it had and what each one changed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from situationroom.store.queries.talking_points import PointRow, Version
from situationroom.texts import tr
from situationroom.views import points_words as words
from situationroom.views import theme, times
from situationroom.views.widgets import (
    Banner,
    Card,
    button,
    clear,
    column,
    label,
    mark_label,
    quiet,
    row,
    scrolled,
    section,
)

FIELDS = ("topic", "question", "text_zh", "text_en")
Act = Callable[[], object]


class PointDetail(QWidget):
    """``show_row`` fills it. ``revise``, ``withdraw``, ``restore`` are what its buttons do."""

    def __init__(self, zone: str, revise: Act, withdraw: Act, restore: Act) -> None:
        super().__init__()
        self._zone = zone
        self.revise = button(tr("New version"), "edit", "primary", "E", revise)
        self.withdraw = button(tr("Take out of use"), "close", "danger", on_click=withdraw)
        self.restore = button(tr("May be said again"), "undo", on_click=restore)
        self._title = label("", size=18, weight=700)
        self._title.setWordWrap(True)
        self._changed = quiet("", 12)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(10))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.addLayout(self._body)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(self._title)
        outer.addWidget(row(self._changed, None, self.restore, self.withdraw, self.revise))
        outer.addWidget(scrolled(inner), 1)

    def show_row(self, found: PointRow, versions: Sequence[Version], now: datetime) -> None:
        """The point as it stands, its versions below, newest first."""
        point = found.point
        self._title.setText(point.topic)
        self._changed.setText(words.changed_words(found, now))
        withdrawn = point.withdrawn_at is not None
        self.revise.setVisible(not withdrawn)
        self.withdraw.setVisible(not withdrawn)
        self.restore.setVisible(withdrawn)
        clear(self._body)
        for part in _parts(found, now, self._zone):
            self._body.addWidget(part)
        self._body.addWidget(section(tr("Versions")))
        for number in range(len(versions) - 1, -1, -1):
            before = versions[number - 1] if number else None
            self._body.addWidget(_version(versions[number], before, now, self._zone))

    def tick(self, found: PointRow, now: datetime) -> None:
        """The age of the last change, a moment later."""
        self._changed.setText(words.changed_words(found, now))


def _parts(found: PointRow, now: datetime, zone: str) -> list[QWidget]:
    point = found.point
    state = point.state(now)
    head = row(
        mark_label(words.state_name(state), *words.LOOKS[state]),
        quiet(words.audience_words(point)),
        quiet(words.validity_words(point, zone)),
        None,
        gap=14,
    )
    parts: list[QWidget] = [head]
    if stop := words.stop_words(point, now, zone):
        parts.append(Banner(stop, "orange" if state == "later" else "red"))
    if point.question:
        parts.append(_wrapped(label(point.question, size=14, weight=500)))
    for name, text in ((tr("Chinese"), point.text_zh), (tr("English"), point.text_en)):
        if text:
            parts.append(_said(name, text, struck=state in ("withdrawn", "expired")))
    return parts


def _said(name: str, text: str, *, struck: bool) -> QWidget:
    card = Card(raised=True)
    said = label(text, "quiet" if struck else "text", 15)
    font = said.font()
    font.setStrikeOut(struck)
    said.setFont(font)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    card.body.addWidget(quiet(name, 12))
    card.body.addWidget(_wrapped(said))
    return card


def _version(version: Version, before: Version | None, now: datetime, zone: str) -> QWidget:
    at = times.short_stamp(version.at, zone, now)
    name = tr("version {n}", n=version.point.version)
    what = _what(version, before)
    head = quiet(" · ".join(filter(None, (name, what, at, version.officer))), 12)
    head.setToolTip(times.stamp(version.at, zone))
    return column(head, *_differences(version, before), gap=2)


def _what(version: Version, before: Version | None) -> str:
    if before is None:
        return tr("first words")
    was, now = before.point.withdrawn_at, version.point.withdrawn_at
    if version.undone:
        return tr("an act was undone")
    if was is None and now is not None:
        return tr("withdrawn: {reason}", reason=version.point.withdrawn_reason)
    return tr("may be said again") if was is not None and now is None else ""


def _differences(version: Version, before: Version | None) -> list[QWidget]:
    """The fields that read otherwise, marked; the first version as it was."""
    shown: list[QWidget] = []
    for name in FIELDS:
        was = getattr(before.point, name) if before else ""
        told = getattr(version.point, name)
        if before is None and told and name.startswith("text"):
            shown.append(_wrapped(label(told)))
        elif before is not None and was != told:
            marked = QLabel(words.difference_html(was, told))
            marked.setTextFormat(Qt.TextFormat.RichText)
            marked.setFont(theme.font(13))
            shown.append(_wrapped(marked))
    return shown


def _wrapped(made: QLabel) -> QLabel:
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
