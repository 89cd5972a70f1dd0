"""One shelter on the board: how full, who is there, what the head count says."""

from datetime import datetime

from PySide6.QtWidgets import QSizePolicy, QWidget

from situationroom import legend
from situationroom.store.queries.shelters import SiteRow
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.fill_bar import Bar, Bars
from situationroom.views.times import ago
from situationroom.views.transport_card import PickCard
from situationroom.views.widgets import label, mark_label, quiet, row


class SiteCard(PickCard):
    """``chosen()`` by click or Enter. Over capacity shows in colour, shape and words."""

    def __init__(self, found: SiteRow, now: datetime) -> None:
        super().__init__()
        self.row = found
        self._top, self._alarm = QWidget(), QWidget()
        self._bars = Bars(label_width=theme.px(70))
        self._figures, self._count = label("", size=13), quiet("", 12)
        for part in (self._top, self._alarm, self._bars, self._figures, self._count):
            self.body.addWidget(part)
        for part in (self._figures, self._count):
            part.setWordWrap(True)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_row(found, now)

    def show_row(self, found: SiteRow, now: datetime) -> None:
        """The shelter as it is now."""
        self.row = found
        self._top = self._instead(self._top, _head(found))
        self._alarm = self._instead(self._alarm, _alarm(found))
        self.alarming = found.over_capacity > 0
        self._bars.show_bars([whole_bar(found)])
        self._figures.setText(figures(found))
        self._count.setText(head_count_words(found, now))
        self._count.setVisible(bool(self._count.text()))
        self.setAccessibleName(f"{found.site.name} {alarm_words(found)} {figures(found)}")
        self.update()

    def _instead(self, old: QWidget, new: QWidget) -> QWidget:
        self.body.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new


def whole_bar(found: SiteRow) -> Bar:
    """All units together: checked in solid, planned pale; a higher head count counts too."""
    fill = found.fill
    usable = max(0, fill.capacity - fill.blocked - fill.held)
    present = max(found.checked_in, found.present - sum(u.planned for u in found.units))
    planned = sum(unit.planned for unit in found.units)
    return Bar(tr("Places"), present, usable, f"{found.present}/{usable}", planned)


def figures(found: SiteRow) -> str:
    """'30 checked in · 4 planned · 6 free', with the overhang beside a floored zero."""
    planned = sum(unit.planned for unit in found.units)
    parts = [tr("{n} checked in", n=found.checked_in)]
    if planned:
        parts.append(tr("{n} planned", n=planned))
    fill = found.fill
    usable = fill.capacity - fill.blocked - fill.held
    parts.append(tr("{n} free", n=max(0, usable - found.present)))
    if found.over_capacity:
        parts.append(tr("{n} without a place", n=found.over_capacity))
    if fill.blocked or fill.held:
        parts.append(tr("{n} of {all} blocked or held", n=fill.blocked + fill.held,
                        all=fill.capacity))  # fmt: skip
    return " · ".join(parts)


def head_count_words(found: SiteRow, now: datetime) -> str:
    """'Head count 33, 12 min ago: 3 more than checked in'; empty where nobody counted."""
    count = found.head_count
    if count is None:
        return ""
    said = tr("Head count {n}, {ago}", n=count.persons, ago=ago(count.at, now))
    if found.unexplained > 0:
        return said + ": " + tr("{n} more than are checked in", n=found.unexplained)
    if found.unexplained < 0:
        return said + ": " + tr("{n} fewer than are checked in", n=-found.unexplained)
    return said + ": " + tr("as checked in")


def alarm_words(found: SiteRow) -> str:
    """'Over capacity by 4'; empty while everybody has a place."""
    return tr("Over capacity by {n}", n=found.over_capacity) if found.over_capacity else ""


def _head(found: SiteRow) -> QWidget:
    mark = legend.mark(found.site.state)
    name = label(found.site.name, size=15, weight=700)
    name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    name.setToolTip(found.site.name)
    state = mark_label(legend.label(found.site.state), mark.shape, mark.tone)
    box = row(name, state)
    layout = box.layout()
    if layout is not None:
        layout.setStretch(0, 1)  # type: ignore[attr-defined]
    return box


def _alarm(found: SiteRow) -> QWidget:
    box = mark_label(alarm_words(found), "triangle", "red", 700)
    box.setVisible(found.over_capacity > 0)
    return box
