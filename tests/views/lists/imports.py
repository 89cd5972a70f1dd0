"""Lists for the tests of the import sheet, and waiting for its plan."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.store.queries.people import PersonFilter, count_persons
from situationroom.views.import_view import ImportView

HEADER = ("姓名", "性别", "护照号", "电话", "所在城市", "求助事项", "编码")
ROWS = (
    ("孙悦", "女", "E80000017", "0532 555 8017", "安卡拉", "航班取消", "x1"),
    ("周涛", "男", "E80000025", "0532 555 8025", "伊斯坦布尔", "护照遗失", "x2"),
    ("", "", "", "", "", "电话不通", "x3"),
)
DATED = ("姓名", "性别", "出生日期", "护照号")
DATES = (
    ("孙悦", "女", "03/04/1988", "E80000017"),
    ("周涛", "男", "05/06/1979", "E80000025"),
    ("李娜", "女", "1990-02-30", "E80000033"),
)


def a_list(
    path: Path, header: Sequence[str] = HEADER, rows: Sequence[Sequence[str]] = ROWS
) -> Path:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *rows):
        sheet.append(list(row))
    book.save(path)
    return path


def wait_for_plan(view: ImportView, qtbot: QtBot) -> None:
    """Until the dry run is that of the choices."""
    qtbot.waitUntil(lambda: not view.run.stale and not view.run.working, timeout=20_000)


def wait_until_stored(view: ImportView, qtbot: QtBot) -> None:
    """Until the batch is in the incident."""
    qtbot.waitUntil(lambda: view.done is not None, timeout=20_000)


def people(desk: Desk) -> int:
    """How many persons the incident knows."""
    return desk.ask(count_persons, PersonFilter())


def place_of(view: ImportView, row: int) -> int:
    """The place in the plan of a row of the (only) sheet."""
    return next(n for n, one in enumerate(view.run.plan.rows) if one.reading.row == row)


def pick(view: ImportView, row: int) -> int:
    """Choose a row of the sheet in the table; its place."""
    place = place_of(view, row)
    view.preview.rows.table.select_ids([place], tell=True)
    return place
