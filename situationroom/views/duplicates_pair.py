"""Two persons side by side: why they may be one, and which side of every field is kept."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from situationroom.matching import Pair, Reason
from situationroom.models import Person
from situationroom.models.merging import Choice, Side, choices
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.duplicates_words import group_name, reason_text, side_text
from situationroom.views.widgets import Flow, button, label, quiet

UNITED: Final = ("other_names", "documents", "phones", "emails", "kin", "needs")
"""Fields of which the merged person has both sides'."""
WORTH_SAYING: Final = 1.0
"""Bits; what weighs less decides nothing and would only be read."""


class PairView(QWidget):
    """``same(kept, gone, taken)``, ``two(a, b)``, ``later(a, b)`` when the officer has decided."""

    same = Signal(int, int, object)
    two = Signal(int, int)
    later = Signal(int, int)

    def __init__(self, zone: str, beside: Callable[[Pair], QWidget | None]) -> None:
        super().__init__()
        self._zone, self._beside = zone, beside
        self._pair: Pair | None = None
        self._kept: Person | None = None
        self._gone: Person | None = None
        self._taken: dict[str, Side] = {}
        self._groups: list[QButtonGroup] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*(theme.px(n) for n in (16, 4, 16, 12)))
        self._layout.setSpacing(theme.px(10))

    def show_pair(self, pair: Pair, people: Mapping[int, Person], *, swap: bool = False) -> None:
        """Another pair. The lower case number is kept, unless ``swap``ped."""
        first, second = (pair.b, pair.a) if swap else (pair.a, pair.b)
        self._pair, self._kept, self._gone = pair, people[first], people[second]
        self._taken = {}
        self._fill(pair, people[first], people[second])

    def swap(self) -> None:
        """Keep the other case number."""
        if self._pair is not None and self._kept is not None and self._gone is not None:
            people = {self._kept.id: self._kept, self._gone.id: self._gone}
            self.show_pair(self._pair, people, swap=self._kept.id == self._pair.a)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._pair = self._kept = self._gone = None
        widgets.clear(self._layout)

    def say_same(self) -> None:
        """They are one person, with the sides as chosen."""
        if self._kept is not None and self._gone is not None:
            self.same.emit(self._kept.id, self._gone.id, dict(self._taken))

    def say_two(self) -> None:
        """They are two persons, for good."""
        if self._pair is not None:
            self.two.emit(self._pair.a, self._pair.b)

    def say_later(self) -> None:
        """Not now."""
        if self._pair is not None:
            self.later.emit(self._pair.a, self._pair.b)

    def take(self, group: str, side: Side) -> None:
        """Keep this side of a group of fields."""
        self._taken[group] = side

    # --- the parts -----------------------------------------------------------------------------

    def _fill(self, pair: Pair, kept: Person, gone: Person) -> None:
        widgets.clear(self._layout)
        self._groups = []
        self._layout.addWidget(self._acts())
        if more := self._beside(pair):
            self._layout.addWidget(more)
        self._layout.addWidget(_verdict(pair))
        self._layout.addWidget(self._sides(kept, gone))
        self._layout.addStretch(1)

    def _acts(self) -> QWidget:
        box = QWidget()
        box.setObjectName("clear")
        flow = Flow(box, gap=8)
        for text, icon, kind, key, act in (
            (tr("Same person"), "check", "primary", "M", self.say_same),
            (tr("Two persons"), "close", "plain", "N", self.say_two),
            (tr("Later"), "clock", "plain", "L", self.say_later),
            (tr("Keep the other number"), None, "quiet", "X", self.swap),
        ):
            made = button(text, icon, kind, key, act)  # type: ignore[arg-type]
            made.setShortcut("")  # the list hears the key; here it is only shown
            flow.addWidget(made)
        return box

    def _sides(self, kept: Person, gone: Person) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(7))
        grid.setColumnMinimumWidth(0, theme.px(96))
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.addWidget(_head(kept, tr("stays")), 0, 1)
        grid.addWidget(_head(gone, tr("joins it")), 0, 2)
        grid.addWidget(widgets.line(), 1, 0, 1, 3)
        for choice in choices(kept, gone):
            self._choice(grid, choice, kept, gone)
        for group in UNITED:
            self._both(grid, group, kept, gone)
        box = QWidget()
        box.setObjectName("clear")
        box.setLayout(grid)
        return box

    def _choice(self, grid: QGridLayout, choice: Choice, kept: Person, gone: Person) -> None:
        row = grid.rowCount()
        grid.addWidget(quiet(group_name(choice.group)), row, 0, _TOP)
        texts = [side_text(person, choice.group, self._zone) for person in (kept, gone)]
        if choice.why == "same":
            grid.addWidget(_words(texts[0], "quiet"), row, 1, 1, 2)
            return
        group = QButtonGroup(self)
        self._groups.append(group)
        sides: tuple[Side, Side] = ("kept", "gone")
        for column, (side, text) in enumerate(zip(sides, texts, strict=True), start=1):
            radio = QRadioButton()
            radio.setChecked(choice.side == side)
            radio.setAccessibleName(f"{group_name(choice.group)}: {text or '—'}")
            radio.toggled.connect(
                lambda on, name=choice.group, s=side: self.take(name, s) if on else None
            )
            group.addButton(radio)
            grid.addWidget(_beside(radio, text or "—"), row, column)

    def _both(self, grid: QGridLayout, group: str, kept: Person, gone: Person) -> None:
        texts = [side_text(person, group, self._zone) for person in (kept, gone)]
        if not any(texts):
            return
        row = grid.rowCount()
        grid.addWidget(quiet(group_name(group)), row, 0, _TOP)
        for column, text in enumerate(texts, start=1):
            grid.addWidget(_words(left_to_right(text) if text else "—", "quiet"), row, column)


_TOP = Qt.AlignmentFlag.AlignTop


class _Words(QLabel):
    """Words that wrap, and that choose their side when they are clicked."""

    def __init__(self, text: str, radio: QRadioButton) -> None:
        super().__init__(text)
        self._radio = radio
        self.setFont(theme.font(13))
        self.setWordWrap(True)
        self.setMinimumWidth(theme.px(60))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._radio.setChecked(True)


def _beside(radio: QRadioButton, text: str) -> QWidget:
    box = QWidget()
    box.setObjectName("clear")
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(6))
    line.addWidget(radio, 0, _TOP)
    line.addWidget(_Words(text, radio), 1)
    return box


def _head(person: Person, word: str) -> QWidget:
    name = label(both_names(person) or person.case, "text", 15, 600)
    name.setWordWrap(True)
    return widgets.column(name, quiet(f"{person.case} · {word}", 12), gap=2)


def _words(text: str, tone: str = "text") -> QWidget:
    made = label(text, tone)  # type: ignore[arg-type]
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _verdict(pair: Pair) -> QWidget:
    """How sure it is, and every reason with what it weighs."""
    sure = {
        "same": tr("The same person, by all that is known"),
        "probably": tr("Probably the same person"),
        "possible": tr("Possibly the same person"),
    }[pair.verdict]
    tone = {"same": "safe", "probably": "orange", "possible": "yellow"}[pair.verdict]
    head = label(f"{sure} · {pair.score:.0%}", tone, 14, 600)  # type: ignore[arg-type]
    lines = [_reason(reason) for reason in pair.reasons if abs(reason.weight) >= WORTH_SAYING]
    return widgets.column(head, *lines, gap=3)


def _reason(reason: Reason) -> QWidget:
    sign, tone = ("+", "safe") if reason.weight >= 0 else ("−", "red")
    mark = label(f"{sign}{abs(reason.weight):.0f}", tone, 12, 600)  # type: ignore[arg-type]
    mark.setFixedWidth(theme.px(34))
    mark.setToolTip(tr("Bits of evidence: each doubles how likely it is."))
    words = label(reason_text(reason), "text", 13)
    words.setWordWrap(True)
    made = widgets.row(mark, words, gap=8)
    layout = made.layout()
    if layout is not None:
        layout.setAlignment(mark, _TOP)
    return made
