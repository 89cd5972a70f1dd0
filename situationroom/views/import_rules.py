"""One rule for all: what becomes of every conflict, or of everybody who is probably known."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from situationroom.commands.import_decisions import Decisions, Rule, Side
from situationroom.commands.incidents import percent
from situationroom.legend import Tone
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.flow import Flow
from situationroom.views.import_acts import ImportActs
from situationroom.views.import_certainty import CertaintyLine
from situationroom.views.widgets import Chip, button


class RuleBar(QWidget):
    """Stands above the rows under a filter that one rule can settle; hidden otherwise."""

    def __init__(self, acts: ImportActs) -> None:
        super().__init__()
        self._acts = acts
        self._flow = Flow(self, theme.px(6))
        self.choices: dict[str, Chip] = {}
        self.hide()

    def show_filter(
        self, which: str, count: int, decisions: Decisions, accept: Callable[[], object]
    ) -> None:
        """Another filter with so many rows; ``accept`` accepts every problem that is shown."""
        widgets.clear(self._flow)
        self.choices = {}
        self.setVisible(count > 0 and which in ("suspects", "conflicts", "problems"))
        if which == "suspects":
            self._say(tr("For all {n} at once:", n=f"{count:,}"))
            rules: dict[Rule, str] = {
                "new": tr("New persons, nobody is joined"),
                "attach": tr("The same as the most alike"),
                "skip": tr("Leave them out"),
            }
            for rule, words in rules.items():
                alone = decisions.duplicates == rule and not decisions.duplicate_rows
                alone &= not (rule == "new" and decisions.by_itself and self._certainty())
                self._offer(rule, words, partial(self._acts.settle_all, rule), on=alone)
            if certainty := self._certainty():
                words = tr("Attach who is {n} % certain", n=percent(certainty))
                alone = decisions.by_itself and not decisions.duplicate_rows
                self._offer("certain", words, self._acts.by_themselves, on=alone)
            self._decided(len(decisions.duplicate_rows), "yellow")
            self._flow.addWidget(CertaintyLine(self._acts.desk, self._acts.say))
        elif which == "conflicts":
            self._say(tr("For all {n} at once:", n=f"{count:,}"))
            sides: dict[Side, str] = {
                "here": tr("Keep what officers typed"),
                "list": tr("Take what the lists say"),
            }
            for side, words in sides.items():
                alone = decisions.conflicts == side and not decisions.conflict_fields
                self._offer(side, words, partial(self._acts.side_all, side), on=alone)
            self._decided(len(decisions.conflict_fields), "yellow")
        elif which == "problems":
            words = tr("Problems are kept as told and can be mended later, too.")
            self._say(words)
            made = button(tr("All of them are right as they are"), "check", "quiet", None, accept)
            self._flow.addWidget(made)

    def _certainty(self) -> float:
        return self._acts.desk.incident.targets.attach_from

    def _say(self, text: str) -> None:
        made = widgets.quiet(text)
        made.setMinimumHeight(theme.px(28))
        self._flow.addWidget(made)

    def _offer(self, key: str, words: str, do: Callable[[], object], *, on: bool) -> None:
        made = Chip(words)
        made.setChecked(on)
        made.clicked.connect(lambda _on: do())
        self.choices[key] = made
        self._flow.addWidget(made)

    def _decided(self, count: int, tone: Tone) -> None:
        if count:
            made = widgets.label(tr("{n} decided one by one", n=count), tone)
            made.setMinimumHeight(theme.px(28))
            self._flow.addWidget(made)
