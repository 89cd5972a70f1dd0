"""A list as a travel agency sends it, and pictures of its preview, for the documentation.

Its persons are invented; some are those of the demonstration, with a number mistyped or moved on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from situationroom.gallery import Look, settle
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.incident_file import open_incident
from situationroom.store.queries.people import PersonFilter, person_ids, persons

if TYPE_CHECKING:
    from situationroom.views.import_view import ImportView

_HEADER = ("序号", "姓名", "拼音", "性别", "出生日期", "护照号", "手机", "住址", "城市",
           "情况说明", "身体状况", "房号")  # fmt: skip
_ODD = (
    ("孙悦", "SUN/YUE MS", "女", "03/04/1988", "E80000017", "0532 555 8017", "Grand Hyatt",
     "安卡拉", "航班取消，滞留机场，母亲胸闷，药品将尽", "糖尿病", "1204"),
    ("周涛", "ZHOU/TAO MR", "男", "05/06/1979", "E80000025", "0532 555 8025", "Taksim Square",
     "伊斯坦布尔", "护照遗失，需补办旅行证", "", "0310"),
    ("欧阳国庆", "OUYANG/GUOQING", "男", "1955-13-40", "G4532", "138 0013 800", "Sultanahmet",
     "伊斯坦布尔", "联系不上，请求查找", "轮椅", "0311"),
    ("", "", "", "", "", "", "", "", "电话不通", "", ""),
    ("张伟等3人", "", "男", "11/12/1990", "E70000019", "0532 555 8033", "Cheers Hostel",
     "伊兹密尔", "想尽快回国", "孕妇", ""),
    ("刘婷婷", "LIU/TINGTING", "女", "19880230", "110101198802301234", "13800138000000",
     "海滩酒店", "安塔利亚", "酒店不续住", "", "501"),
)  # fmt: skip


def agency_list(incident: Path, path: Path) -> Path:
    """Write the list: what is odd, eight persons already known, a hidden sheet."""
    file = open_incident(incident, "", read_only=True)
    known = file.ask(_somebody)
    file.close()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "团员名单"
    sheet.append(["在土团员名单（截至7月18日18时）"])
    sheet.append([])
    sheet.append(list(_HEADER))
    rows = [*_ODD, *(_row(place, person) for place, person in enumerate(known))]
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    sheet.append(["合计", len(rows)])
    more = book.create_sheet("补充名单")
    for row in (("姓名", "护照号", "电话"), ("李娜", "E91000001", "0532 555 9001")):
        more.append(list(row))
    more.sheet_state = "hidden"
    book.save(path)
    return path


def picture_import(
    incident: Path, sheet: Path, folder: Path, look: Look, states: Iterable[str] = ()
) -> list[Path]:
    """PNGs of the preview of a list in one look: its problems, whom it probably means, all."""
    from situationroom import settings
    from situationroom.views.import_view import ImportView
    from situationroom.views.opening import application, open_window

    app = application()
    worn = replace(settings.load(), theme=look.theme, language=look.language, officer="陈静")
    window = open_window(worn, incident)
    window.resize(look.width, look.height)
    window.show()
    settle(window)
    assert window.cell is not None
    window.cell.start_import([str(sheet)])
    settle(window)
    view = window.findChildren(ImportView)[-1]
    pictures = []
    for state in tuple(states) or tuple(STATES):
        STATES[state](view)
        settle(window)
        path = folder / f"{state}-{look.name}.png"
        window.grab().save(str(path))
        pictures.append(path)
    view.close()
    settle(window)
    window.close()
    window.deleteLater()
    app.processEvents()
    return pictures


def _problems(view: "ImportView") -> None:
    view.preview.tabs.setCurrentIndex(1)
    view.preview.show_filter("problems")


def _known(view: "ImportView") -> None:
    view.preview.tabs.setCurrentIndex(0)
    if view.run.sorted.counts()["suspects"]:
        view.preview.show_filter("suspects")


STATES: dict[str, Callable[["ImportView"], None]] = {"import": _problems, "import_known": _known}


def _somebody(connection: Connection) -> list[Person]:
    everybody = persons(connection, person_ids(connection, PersonFilter())[:60])
    told = [p for p in everybody if p.native_name and p.birth_date and p.documents and p.phones]
    return told[:8]


def _row(place: int, person: Person) -> Sequence[str]:
    number = person.documents[0].number
    slip = number[:-1] + str((int(number[-1]) + 3) % 10) if number[-1].isdigit() else number
    return (
        person.native_name,
        person.latin_name.replace(", ", "/"),
        {"F": "女", "M": "男"}.get(str(person.sex), ""),
        person.birth_date or "",
        slip if place % 2 else number,
        "" if place % 2 else person.phones[0].e164,
        "Hilton Bursa",
        "布尔萨",
        "请求协助离境",
        "",
        str(300 + place),
    )
