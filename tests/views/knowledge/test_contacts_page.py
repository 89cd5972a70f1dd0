"""The contact directory in the room, through real widgets on a real incident."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from situationroom.commands.contacts import add_contact
from situationroom.desk import Desk
from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.models.vocabulary import ContactKind
from situationroom.store.queries.contacts import ContactFilter, contacts
from situationroom.views import contacts_page
from situationroom.views.contacts_page import ContactsPage
from tests.cast import HAIYAN
from tests.views.knowledge.conftest import Told
from tests.views.knowledge.test_points import run, says

Show = Callable[[Any], Any]
PHONE = ContactPhone("+903125550101", "0312 555 01 01", "12", "24 h")
FAR = Contact(0, "Far Hospital", kind=ContactKind.HOSPITAL, city="Kars", lat=40.6, lon=43.1)
NEAR = Contact(0, "Near Hospital", kind=ContactKind.HOSPITAL, city="Antalya", lat=36.91, lon=30.7)
EMBASSY = Contact(0, "Embassy", "使馆", ContactKind.MISSION, city="Ankara", phones=(PHONE,))


@pytest.fixture
def page(frame: Told, desk: Desk, qtbot: QtBot, show: Show) -> ContactsPage:
    """Three entries, sorted by name."""
    for draft in (FAR, NEAR, EMBASSY):
        run(desk, qtbot, add_contact, draft)
    made: ContactsPage = show(ContactsPage(frame))
    return made


def names(page: ContactsPage) -> list[str]:
    """What is listed, in order."""
    rows = page.table.records.rows_of(page.table.ids())
    return [row.contact.name for row in rows]


def test_that_an_empty_directory_says_what_to_do_first(
    frame: Told, qtbot: QtBot, show: Show
) -> None:
    made = show(ContactsPage(frame))
    says(qtbot, made, "The directory is empty")


def test_that_the_list_is_filtered_while_typing_and_by_kind(
    page: ContactsPage, qtbot: QtBot
) -> None:
    assert names(page) == ["Far Hospital", "Near Hospital", "Embassy"]
    page.filter.setText("使馆")
    qtbot.waitUntil(lambda: names(page) == ["Embassy"])
    page.filter.clear()
    page.kinds[ContactKind.HOSPITAL].click()
    qtbot.waitUntil(lambda: names(page) == ["Far Hospital", "Near Hospital"])
    page.city.setCurrentIndex(page.city.findData("Kars"))
    qtbot.waitUntil(lambda: names(page) == ["Far Hospital"])


def test_that_the_nearest_hospital_to_a_person_comes_first(
    page: ContactsPage, qtbot: QtBot
) -> None:
    page.show_part(f"near {HAIYAN}")
    qtbot.waitUntil(lambda: names(page) == ["Near Hospital", "Far Hospital"])
    says(qtbot, page, "Distances from 陈海燕")
    distance = next(c for c in page.table.records.columns if c.key == "distance")
    row = page.table.records.rows_of(page.table.ids())[0]
    assert distance.text(row) == "1.1 km"
    page.nearby.clear()
    qtbot.waitUntil(lambda: names(page) == ["Far Hospital", "Near Hospital"])


def test_that_a_number_is_copied_and_called(
    page: ContactsPage, frame: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def opened(url: QUrl) -> bool:
        called.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opened)
    embassy = page.table.ids()[-1]
    page.table.select_ids([embassy], tell=True)
    page.detail.copy_first()
    assert QGuiApplication.clipboard().text() == "+903125550101"
    page.detail.call_first()
    assert called == ["tel:+903125550101;ext=12"]
    says(qtbot, page.detail, "ext. 12", "24 h")


def test_that_an_entry_is_typed_changed_and_removed(
    page: ContactsPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.new()
    form = page.form
    assert form is not None
    form.texts["name"].setText("Police Antalya")
    form.phones[0][0].setText("0242 555 01 30")
    form.place.setText("36.9, 30.69")
    form.save.click()
    qtbot.waitUntil(lambda: page.form is None and "Police Antalya" in names(page))
    (added,) = desk.ask(contacts, ContactFilter("police"))
    assert (added.phones[0].e164, added.lat) == ("+902425550130", 36.9)
    page.edit()
    assert page.form is not None
    page.form.place.setText("nowhere at all zzz")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form is not None and "no position" in page.form.error.text)
    page.form.left.emit()
    monkeypatch.setattr(contacts_page, "confirm", lambda *_args: True)
    page.select_ids([added.id])
    page.remove()
    qtbot.waitUntil(lambda: "Police Antalya" not in names(page))
    page.removed.click()
    qtbot.waitUntil(lambda: names(page) == ["Police Antalya"])


def test_that_a_table_is_shown_before_it_is_stored(
    page: ContactsPage, desk: Desk, frame: Told, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "book.csv"
    path.write_text(
        "Name,Kind,City,Telephone\nNear Hospital,Hospital,Antalya,0242 555 01 10\n"
        "New Hospital,Hospital,Antalya,\n,Hospital,Antalya,1\n",
        encoding="utf-8",
    )
    page.read_tables([str(path)])
    preview = page.importing
    assert preview is not None
    qtbot.waitUntil(lambda: preview.plan is not None and preview.take.isEnabled())
    counts = {name: chip.count for name, chip in preview.chips.items() if chip.count}
    assert counts == {"new": 1, "updated": 1, "rejected": 1, "skipped": 1}
    assert len(desk.ask(contacts, ContactFilter())) == 3
    preview.take.click()
    qtbot.waitUntil(lambda: page.importing is None and "New Hospital" in names(page))
    assert "1 new, 1 updated, 1 rejected" in frame.last("say")[0]
    desk.undo()
    qtbot.waitUntil(lambda: "New Hospital" not in names(page))


def test_that_a_table_that_cannot_be_read_says_why(
    page: ContactsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "book.csv"
    path.write_text("one,two\n1,2\n", encoding="utf-8")
    page.read_tables([str(path)])
    preview = page.importing
    assert preview is not None
    qtbot.waitUntil(lambda: "header of a directory" in preview.table._empty[1])
    assert not preview.take.isEnabled()


def test_that_the_directory_is_saved_as_a_workbook(
    page: ContactsPage, frame: Told, qtbot: QtBot, tmp_path: Path
) -> None:
    from situationroom.views.contacts_files import save_workbook

    save_workbook(frame, tmp_path / "book.xlsx", full=True)
    qtbot.waitUntil(
        lambda: (tmp_path / "book.xlsx").exists() and not frame.desk.jobs, timeout=30_000
    )
    assert "book.xlsx" in frame.last("say")[0]
