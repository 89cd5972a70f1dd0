"""The rolling list in its room beside a plain QTableView over the same rows in Qt's models."""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.measuring import Table, apart, ratio

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

WIDTH, HEIGHT = 1600, 900
WHEELS, PAGES = 200, 60
TYPED = ("wang", "chen f", "li", "zhao")
PROXY_TO = 100_000
"""Rows up to which the plain table sorts and filters in a proxy; above, it asks the database."""
Frames = list[float]


@dataclass(slots=True)
class Run:
    """Milliseconds of the window's thread by what was done; one entry for each frame or act.

    ``still`` are the longest turns of the event loop while an answer was waited for.
    """

    frames: dict[str, Frames] = field(default_factory=dict)
    still: dict[str, float] = field(default_factory=dict)


def measure(count: int = 100_000) -> Table:
    """Frames and acts of both tables at one size."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "many.situation"
        apart(_fill, path, count)
        ours, _ = apart(ours_at, path, count)
        plain, _ = apart(plain_at, path, count)
    lines = [_line(name, ours, plain) for name in ours.frames]
    return Table(
        f"The rolling list at {count:,} requests, {WIDTH} × {HEIGHT}, software raster",
        "Frames: one notch of the wheel, one page of the keyboard. Acts: from the key until the "
        "rows are painted, all threads. Longest still: the longest single turn of the window's "
        "thread meanwhile. Plain: QTableView over QSqlTableModel with "
        + ("a QSortFilterProxyModel" if count <= PROXY_TO else "its own filter and order")
        + ", fourteen text columns. Processor time.",
        (
            "what",
            "median",
            "p99",
            "longest",
            "longest still",
            "plain, median",
            "of plain",
            "plain, longest",
        ),
        tuple(lines),
    )


def _line(name: str, ours: Run, plain: Run) -> tuple[str, ...]:
    mine, theirs = ours.frames[name], plain.frames.get(name)
    middle = statistics.median(mine)
    told = (name, f"{middle:.1f} ms", f"{_p99(mine):.1f} ms", f"{max(mine):.1f} ms")
    still = f"{ours.still[name]:.1f} ms" if name in ours.still else "–"
    if not theirs:
        return (*told, still, "–", "–", "–")
    other = statistics.median(theirs)
    return (*told, still, f"{other:.1f} ms", ratio(middle, other), f"{max(theirs):.1f} ms")


def _p99(taken: Sequence[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.99))]


def _fill(path: Path, count: int) -> None:
    from bench.many import multiplied

    multiplied(path, count)
    with sqlite3.connect(path.with_suffix(".db")) as plain:
        plain.execute("ATTACH ? AS src", (str(path),))
        plain.execute(
            "CREATE TABLE listed AS SELECT r.id, r.priority, r.due_at AS due, "
            "printf('%04d', r.id) AS number, p.surname || ' ' || p.given_names AS who, r.party, "
            "r.category, r.description AS what, p.city AS place, r.owner, "
            "p.last_contact AS contact, p.needs, n.text AS note, r.status "
            "FROM src.request r JOIN src.request_person l ON l.request = r.id "
            "JOIN src.person p ON p.id = l.person LEFT JOIN src.note n ON n.request = r.id "
            "ORDER BY r.id"
        )
        plain.execute("CREATE UNIQUE INDEX listed_id ON listed (id)")


# --- ours --------------------------------------------------------------------------------------


def ours_at(path: Path, count: int) -> Run:
    """The room of the program on a real incident."""
    app = _application()
    from bench.queries import NOW
    from situationroom.commands.requests import take
    from situationroom.desk import Desk
    from situationroom.views.requests_room import RequestsRoom

    desk = Desk(path, "bench")
    desk.now = lambda: NOW  # type: ignore[method-assign]
    room = RequestsRoom(_Frame(desk))  # type: ignore[arg-type]
    room.resize(WIDTH, HEIGHT)
    room.show()
    lister, run = room.list.lister, Run()

    def until_shown(act: Callable[[], object]) -> tuple[float, float]:
        return _waited(app, act, lambda: not lister.showing)

    until_shown(lambda: None)
    _waited(app, lambda: None, lambda: not desk.jobs)
    _scroll(app, room.table, run)
    found: Any = room.table.filters.fields["who"] if room.table.filters else None
    _acts(run, "letter in the filter row", found.setText, _letters(), until_shown)
    until_shown(room.list.clear)
    views = ("mine", "red", "overdue", "medical", "open", "all", "open")
    _acts(run, "another view", room.list.choose, views, until_shown)
    sorts = ("place", "number", "who", "party", "urgency")
    _acts(run, "another order", lambda key: room.list.sort(key, False), sorts, until_shown)
    _waited(app, lambda: None, lambda: not desk.jobs)

    def until_heard(act: Callable[[], object]) -> tuple[float, float]:
        heard: list[object] = []
        connection = desk.changed.connect(heard.append)
        taken = _waited(app, act, lambda: bool(heard) and not lister._running)
        desk.changed.disconnect(connection)
        return taken

    shown = room.table.ids()[:6]
    _acts(run, "one changed record", lambda id_: desk.run(take, [id_]), shown, until_heard)
    room.close()
    room.deleteLater()
    app.processEvents()
    desk.close()
    app.processEvents()
    return run


class _Frame:
    """The window as far as the room needs it here."""

    def __init__(self, desk: object) -> None:
        self.desk = desk

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args, **_more: None


# --- plain -------------------------------------------------------------------------------------


def plain_at(path: Path, count: int) -> Run:
    """A table view over Qt's own models of the same rows."""
    app = _application()
    from PySide6.QtCore import QSortFilterProxyModel, Qt
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel
    from PySide6.QtWidgets import QTableView

    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(path.with_suffix(".db")))
    database.open()
    model, table, run = QSqlTableModel(), QTableView(), Run()
    model.setTable("listed")
    model.select()
    proxied = count <= PROXY_TO
    proxy = QSortFilterProxyModel()
    if proxied:
        while model.canFetchMore():
            model.fetchMore()
        proxy.setSourceModel(model)
        proxy.setFilterKeyColumn(4)
        proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    table.setModel(proxy if proxied else model)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(36)
    table.resize(WIDTH, HEIGHT)
    table.show()
    app.processEvents()

    def narrow(word: str) -> None:
        if proxied:
            proxy.setFilterFixedString(word)
        else:
            model.setFilter(f"who LIKE '%{word}%'" if word else "")

    def order(column: int) -> None:
        (proxy if proxied else model).sort(column, Qt.SortOrder.AscendingOrder)
        if not proxied:
            model.select()

    def now(act: Callable[[], object]) -> tuple[float, float]:
        return _waited(app, act, lambda: True)

    _scroll(app, table, run)
    _acts(run, "letter in the filter row", narrow, _letters(), now)
    narrow("")
    _acts(run, "another order", order, (8, 3, 4, 5, 2), now)
    table.close()
    return run


# --- both --------------------------------------------------------------------------------------


def _application() -> Any:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["SITUATIONROOM_HOME"] = tempfile.mkdtemp()
    from situationroom.views import theme
    from situationroom.views.opening import application

    app = application()
    theme.set_theme(app, "dark", 13)
    return app


def _scroll(app: Any, table: "QTableView", run: Run) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtTest import QTest

    middle = QPointF(table.viewport().rect().center())
    at = QPointF(table.viewport().mapToGlobal(middle))

    def notch() -> None:
        event = QWheelEvent(
            middle, at, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        app.sendEvent(table.viewport(), event)

    def page() -> None:
        QTest.keyClick(table, Qt.Key.Key_PageDown)

    table.setCurrentIndex(table.model().index(0, 0))
    run.frames["wheel, a notch"] = [_frame(app, notch) for _ in range(WHEELS)]
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    app.processEvents()
    run.frames["a page"] = [_frame(app, page) for _ in range(PAGES)]
    bar = table.verticalScrollBar()
    jumps = [bar.maximum() * n // 40 for n in range(40)]
    run.frames["the bar dragged"] = [_frame(app, partial(bar.setValue, to)) for to in jumps]
    bar.setValue(0)


def _frame(app: Any, act: Callable[[], object]) -> float:
    """Milliseconds of the window's thread until what was done is painted."""
    began = time.thread_time()
    act()
    app.processEvents()
    return (time.thread_time() - began) * 1000


def _waited(app: Any, act: Callable[[], object], done: Callable[[], bool]) -> tuple[float, float]:
    """Milliseconds of all threads until the answer is painted, and the longest still meanwhile."""
    began, longest = time.process_time(), _frame(app, act)
    while not done():
        longest = max(longest, _frame(app, lambda: time.sleep(0.001)))
    longest = max(longest, _frame(app, lambda: None))
    return (time.process_time() - began) * 1000, longest


def _letters() -> list[str]:
    return [word[:end] for word in TYPED for end in range(1, len(word) + 1)]


def _acts(
    run: Run,
    name: str,
    act: Callable[[Any], object],
    each: Sequence[Any],
    waiting: Callable[[Callable[[], object]], tuple[float, float]],
) -> None:
    taken = [waiting(partial(act, one)) for one in each]
    run.frames[name] = [whole for whole, _ in taken]
    run.still[name] = max(longest for _, longest in taken)
