"""The case card: only the newest question is answered, and the keyboard stays where it is."""

from datetime import timedelta

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person, set_safety
from situationroom.commands.zones import add_zone
from situationroom.models import Zone
from situationroom.models.vocabulary import Safety, Severity, Source, ZoneKind
from situationroom.models.zone import Shape
from situationroom.views.link_row import LinkRow
from situationroom.views.main_window import MainWindow
from tests.cast import HAIYAN, LEI, XIAO
from tests.views.conftest import cell


def test_that_a_late_answer_never_stands_on_another_selection(
    qtbot: QtBot, window: MainWindow
) -> None:
    card = cell(window).card
    for ids in ([HAIYAN], [HAIYAN, LEI], [XIAO], [LEI, XIAO]):
        cell(window).select("person", ids)
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: not desk.jobs)
    assert card.shown == ("person", (LEI, XIAO))
    assert card.content() is not None


def test_that_a_refreshed_card_leaves_the_keyboard_where_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    cell(window).select("person", [XIAO])
    assert window.desk is not None
    desk = window.desk
    qtbot.waitUntil(lambda: not desk.jobs)
    shown = cell(window).card.content()
    assert shown is not None
    cell(window).card.setFocus()
    shown.setFocus()
    cell(window).open_room("people")
    field = cell(window).rooms["people"].findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    desk.run(set_safety, [XIAO], Safety.SAFE, Source.SELF)
    qtbot.waitUntil(lambda: cell(window).card.content() is not shown)
    assert field.hasFocus()


def test_that_the_card_names_every_zone_in_force_around_a_person_the_worst_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.desk is not None
    desk, hour = window.desk, timedelta(hours=1)
    city = (Shape(((39.0, 32.0), (39.0, 34.0), (41.0, 34.0), (41.0, 32.0))),)
    desk.run(edit_person, XIAO, {"lat": 40.0, "lon": 33.0})
    told = (
        ("Rain", Severity.MINOR, None),
        ("Fighting", Severity.EXTREME, desk.now() + hour),
        ("Curfew", Severity.SEVERE, desk.now() - hour),
    )
    for name, severity, ends in told:
        desk.run(add_zone, Zone(0, name, ZoneKind.DANGER, city, severity, ends_at=ends))
    cell(window).select("person", [XIAO])

    def named() -> list[str]:
        shown = cell(window).card.content()
        rows = shown.findChildren(LinkRow) if shown is not None else []
        return [row.title for row in rows if row.title in {name for name, _, _ in told}]

    qtbot.waitUntil(lambda: named() == ["Fighting", "Rain"])
