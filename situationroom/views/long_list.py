"""What the rooms with a long list do alike: views, filter, filter row, order, groups, news."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from PySide6.QtCore import QObject, Signal

from situationroom.models.errors import RuleError
from situationroom.store.queries.fields import Fields
from situationroom.texts import tr
from situationroom.views import saved_views
from situationroom.views.buttons import Chip
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.list_look import Known, Look
from situationroom.views.lister import Counted, Counts, Listed, Lister
from situationroom.views.looking import Looking
from situationroom.views.rolling import Rolling
from situationroom.views.saved_views import SavedView
from situationroom.views.table import RecordTable
from situationroom.views.views_bar import ViewsBar
from situationroom.views.widgets import ask_text
from situationroom.words import sentence


@dataclass(frozen=True, slots=True)
class ListKind:
    """What makes one room's list another than the next room's.

    ``sorts`` and ``groups`` are what the menu offers: key and name, in order.
    """

    room: str
    first: Look
    known: Known
    listed: Listed
    counted: Counted
    check: Callable[[str, Sequence[str], datetime], None]
    sorts: Mapping[str, str]
    groups: Mapping[str, str]
    hint: str


class LongList(QObject):
    """Owns what is looked at, and everything above the table that changes it.

    ``arrived()`` when other rows are in the table, ``counted(Counts)`` when the chips say how
    many; ``entered()`` when the table comes forward because a view was chosen.
    """

    arrived = Signal()
    counted = Signal(object)
    entered = Signal()

    def __init__(
        self, frame: Frame, table: RecordTable, kind: ListKind, chips: Mapping[str, Chip]
    ) -> None:
        super().__init__(table)
        self._frame, self._desk, self._table, self.kind = frame, frame.desk, table, kind
        self.look = kind.first
        self.saved = saved_views.recall(kind.room, kind.first, kind.known)
        self.chosen = ""  # the name of the saved view that is shown
        self._wrong: dict[str, str] = {}
        self._to_select: list[int] = []
        self._to_meet: list[int] = []
        self._stale = False
        self.rolling = Rolling(table)
        self.lister = Lister(self._desk, kind.room, self.rolling, (kind.listed, kind.counted))
        self.views = ViewsBar(chips)
        self.filter = FilterField(kind.hint, 220, table)
        self._looking = Looking(table)
        self._connect()
        self._put_saved()
        self.views.check(self.look.view)

    # --- what is looked at ---------------------------------------------------------------------

    def start(self) -> None:
        """Ask for the first time."""
        self._show(self.look)

    def choose(self, view: str) -> None:
        """One of the room's own views; words and fields stay."""
        if view in self.kind.known.views:
            self.chosen = ""
            self._show(replace(self.look, view=view))
            self.entered.emit()

    def show_view(self, view: str) -> None:
        """A view as another room asks for it: nothing else narrows it."""
        if view in self.kind.known.views:
            self.chosen = ""
            self._put(replace(self.look, view=view, text="", fields=(), ids=()))

    def choose_saved(self, name: str) -> None:
        """A view the officer has kept, with its columns."""
        kept = next((view for view in self.saved if view.name == name), None)
        if kept is not None:
            self.chosen = name
            self._table.columns.put(kept.layout)
            self._put(kept.look)
            self.entered.emit()

    def sort(self, key: str, descending: bool) -> None:
        """Another order, by a key of the query's SORTS."""
        self._show(replace(self.look, sort=key, down=descending))

    def group(self, key: str) -> None:
        """Groups by a key of the query's GROUPS, "" for none; all of them unfolded."""
        self._table.fold(())
        self._show(replace(self.look, group=key))

    def fold_all(self, folded: bool) -> None:
        """Every group, or none."""
        groups = self._table.records.listing.groups
        self._table.fold([group.key for group in groups] if folded else ())

    def enter_row(self) -> None:
        """The keyboard into the row of fields, which is shown for it."""
        if self._table.filters is not None:
            self._table.columns.show_filters(True)
            self._table.filters.enter()

    def clear(self) -> None:
        """Nothing but the view decides what is shown."""
        self._put(replace(self.look, text="", fields=(), ids=()))

    def show_only(self, ids: Sequence[int]) -> None:
        """Exactly these records, whatever view was shown."""
        self.chosen = ""
        first = self.kind.first.view
        self._put(replace(self.look, view=first, text="", fields=(), ids=tuple(ids)))
        self.entered.emit()

    def meet(self, ids: Sequence[int]) -> None:
        """Mark what was chosen in another room, as far as it is shown here; nothing else moves."""
        if self.lister.showing:
            self._to_meet = list(ids)
            return
        known = np.isin(list(ids), self._table.records.shown) if ids else np.zeros(0, bool)
        if known.any():
            self._table.select_ids(np.array(ids)[known].tolist())

    def follow(self) -> None:
        """The incident has changed; a list nobody sees is asked for when somebody does."""
        if self._table.isVisible():
            self.lister.follow(self.look)
        else:
            self._stale = True

    def wake(self) -> None:
        """The room is seen again."""
        if self._stale:
            self._show(self.look)

    def select(self, ids: Sequence[int]) -> bool:
        """Select these, in the view of everything if this one lacks some; False while looking."""
        if not self.lister.showing and np.isin(list(ids), self.rolling.shown).all():
            if not set(ids).issubset(self._table.records.shown.tolist()):
                self._table.fold(())
            self._table.select_ids(ids)
            return True
        self._to_select = list(ids)
        if not self.lister.showing:
            self.show_view("all")
        return False

    def described(self) -> str:
        """What narrows the list, in words for a print: view, words, fields, group."""
        chip = self.views.saved.get(self.chosen) or self.views.chips[self.look.view]
        titles = {column.key: column.title for column in self._table.records.columns}
        parts = [chip.text()]
        parts += [tr("{n} chosen", n=len(self.look.ids))] if self.look.ids else []
        parts += [f"“{self.look.text}”"] if self.look.text else []
        parts += [f"{titles[key]}: {self._said(key)}" for key, _ in self.look.fields]
        if name := self.kind.groups.get(self.look.group if self.look.group else "-"):
            parts.append(name)
        return " · ".join(parts)

    # --- kept views ----------------------------------------------------------------------------

    def save(self) -> None:
        """Keep what is shown under a name."""
        name = ask_text(self._table, tr("Save view"), tr("What is this view called?"))
        if name is not None:
            self._trying(lambda: self.save_as(name))

    def save_as(self, name: str) -> None:
        """Keep what is shown under this name. Raises RuleError for a name that is taken."""
        short = saved_views.named(self.saved, name)
        self._keep([*self.saved, self._shown(short)])
        self.chosen = short
        self.views.check(self.look.view, short)

    def rename(self, name: str) -> None:
        """Ask for another name of a kept view."""
        other = ask_text(self._table, tr("Rename the view"), tr("What is this view called?"), name)
        if other is not None:
            self._trying(lambda: self.rename_as(name, other))

    def rename_as(self, name: str, other: str) -> None:
        """Another name for a kept view. Raises RuleError for one that is taken."""
        short = saved_views.named(self.saved, other, name)
        self.chosen = short if self.chosen == name else self.chosen
        self._keep([replace(v, name=short) if v.name == name else v for v in self.saved])

    def renew(self, name: str) -> None:
        """What is shown now is what the view shows from now on."""
        self.chosen = name
        self._trying(
            lambda: self._keep([self._shown(name) if v.name == name else v for v in self.saved])
        )

    def delete(self, name: str) -> None:
        """Forget a kept view; what it showed stays on the screen."""
        self.chosen = "" if self.chosen == name else self.chosen
        self._trying(lambda: self._keep([v for v in self.saved if v.name != name]))
        self._frame.say(tr("The view {name} was deleted.", name=name))

    def _keep(self, views: Sequence[SavedView]) -> None:
        saved_views.keep(self.kind.room, views)
        self.saved = list(views)
        self._put_saved()
        self.views.check(self.look.view, self.chosen)
        self.lister.recount()

    def _shown(self, name: str) -> SavedView:
        return SavedView(name, self.look, self._table.columns.told())

    def _put_saved(self) -> None:
        self.views.put(self.saved)
        self.lister.saved = {view.name: view.look for view in self.saved}

    def _trying(self, act: Callable[[], object]) -> None:
        try:
            act()
        except RuleError as error:
            self._frame.refuse(error)

    # --- inside --------------------------------------------------------------------------------

    def _put(self, look: Look) -> None:
        """Show a look that was not typed: the fields above say what it is."""
        self.filter.blockSignals(True)
        self.filter.setText(look.text)
        self.filter.blockSignals(False)
        self._wrong.clear()
        if self._table.filters is not None:
            self._table.filters.put(look.fields)
            if look.fields and not self._table.columns.filtering:
                self._table.columns.show_filters(True)
        self._show(look)

    def _show(self, look: Look) -> None:
        self.look, self._stale = look, False
        self.views.check(look.view, self.chosen)
        self.views.clear.setVisible(look.narrowed or bool(self._wrong))
        only = tr("Only {n} chosen: show all", n=f"{len(look.ids):,}")
        self.views.clear.setText(only if look.ids else tr("Clear the filter"))
        self.views.save.setEnabled(not look.ids)  # chosen by hand: no view of tomorrow
        self._table.show_sort(look.sort, descending=look.down)
        self.lister.show(look)

    def _typed(self, text: str) -> None:
        self._show(replace(self.look, text=text.strip()))

    def _asked(self, fields: Fields) -> None:
        """Fields that cannot be asked so say why and do not count."""
        now, good = self._desk.now(), []
        self._wrong.clear()
        for key, wanted in fields:
            try:
                self.kind.check(key, wanted, now)
                good.append((key, wanted))
            except RuleError as error:
                self._wrong[key] = sentence(error)
        for key, one in self._table.filters.fields.items() if self._table.filters else ():
            one.set_problem(self._wrong.get(key, ""))
        if tuple(good) != self.look.fields:
            self._show(replace(self.look, fields=tuple(good)))
        self.views.clear.setVisible(self.look.narrowed or bool(self._wrong))

    def _said(self, key: str) -> str:
        field = self._table.filters.fields[key] if self._table.filters else None
        return (field.toolTip() or ", ".join(field.wanted())) if field is not None else ""

    def _have_arrived(self) -> None:
        self.arrived.emit()
        wanted, self._to_select = self._to_select, []
        known = np.array(wanted)[np.isin(wanted, self.rolling.shown)].tolist() if wanted else []
        met, self._to_meet = self._to_meet, []
        if met and not wanted:
            self.meet(met)
        if known:
            self._table.fold(())
            self._table.select_ids(known, tell=True)

    def _have_counted(self, counts: Counts) -> None:
        self.views.count(counts)
        self.counted.emit(counts)

    def _leave_row(self) -> None:
        self._table.setFocus()

    def _show_row(self, shown: bool) -> None:
        if self._table.filters is not None:
            self._table.filters.show_row(shown)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._typed)
        self._table.sort_changed.connect(self.sort)
        self.lister.arrived.connect(self._have_arrived)
        self.lister.counted.connect(self._have_counted)
        self.lister.looking.connect(self._looking.setVisible)
        self.lister.refused.connect(self._frame.refuse)
        self.views.chosen.connect(self.choose)
        self.views.saved_chosen.connect(self.choose_saved)
        self.views.save_asked.connect(self.save)
        self.views.clear_asked.connect(self.clear)
        self.views.rename_asked.connect(self.rename)
        self.views.renew_asked.connect(self.renew)
        self.views.delete_asked.connect(self.delete)
        if self._table.filters is not None:
            self._table.filters.asked.connect(self._asked)
            self._table.filters.left.connect(self._leave_row)
            self._table.columns.filtering_changed.connect(self._show_row)
            self._show_row(self._table.columns.filtering)
