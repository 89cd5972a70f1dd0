"""Scanned and pasted machine-readable lines fill the forms, and their wrong digits are said."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.typed_mrz import looked_for, mrz_goes_on
from situationroom.models.vocabulary import Sex
from situationroom.store.queries.people import persons
from situationroom.store.queries.reports import reports_of_request
from situationroom.views.call_drafts import kept_drafts
from situationroom.views.call_form import CallForm
from situationroom.views.person_form import PersonForm
from tests.views.lists.conftest import ListeningFrame

FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
MRZ = f"{FIRST}\n{SECOND}"


@pytest.fixture
def call(frame: ListeningFrame, show: Callable[..., Any]) -> CallForm:
    made: CallForm = show(CallForm(frame))
    made.activateWindow()
    return made


@pytest.fixture
def form(frame: ListeningFrame, show: Callable[..., Any]) -> PersonForm:
    from PySide6.QtWidgets import QWidget

    parent: QWidget = show(QWidget())
    made = PersonForm(frame, parent)
    made.show()
    return made


def _paste(field: Any, text: str) -> None:
    QApplication.clipboard().setText(text)
    field.paste()


def test_that_a_passport_pasted_into_a_call_is_stored_with_its_person(
    call: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    row = call.fields.subjects.rows[0]
    row.name.setText("单小明")
    row.name.setCursorPosition(3)
    _paste(row.name, MRZ)
    assert row.name.text() == "单小明 ERIKSSON, Anna Maria"
    assert len(row.scanned.texts) == 1 and "L898902C3" in row.scanned.texts[0]
    QTest.keyClicks(call.fields.what, "asks for help")
    call.store()
    qtbot.waitUntil(lambda: bool(frame.said), timeout=15_000)
    person = frame.desk.ask(persons, [61])[0]
    assert (person.native_name, person.surname) == ("单小明", "Eriksson")
    assert (person.sex, person.birth_date, person.nationality) == (
        Sex.FEMALE, "1974-08-12", "UTO",
    )  # fmt: skip
    paper = person.documents[0]
    assert (paper.type, paper.number, paper.issuer, paper.expiry) == (
        "P", "L898902C3", "UTO", "2012-04-15",
    )  # fmt: skip
    report = frame.desk.ask(reports_of_request, 41)[0]
    assert MRZ in report.cells


def test_that_a_scanner_that_types_fills_the_subject_and_says_the_wrong_digit(
    call: CallForm, qtbot: QtBot
) -> None:
    row = call.fields.subjects.rows[0]
    QTest.keyClicks(row.phone, FIRST)
    QTest.keyClicks(row.phone, SECOND.replace("7408122F", "7408127F"))
    assert row.phone.text() == ""
    assert row.name.text() == "ERIKSSON, Anna Maria"
    assert any("date of birth is 7, it should be 2" in text for text in row.scanned.texts)
    assert row.scanned.isVisible()


def test_that_a_passport_survives_a_crash_with_its_call(
    call: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    _paste(call.fields.subjects.rows[0].name, MRZ)
    call.close()
    ((_, typed),) = kept_drafts(frame.desk.path)
    assert typed.subjects[0].mrz == MRZ


def test_that_half_a_passport_says_what_is_missing(call: CallForm) -> None:
    row = call.fields.subjects.rows[0]
    _paste(row.name, MRZ[:-1])
    assert any("line 2 has 43 characters" in text for text in row.scanned.texts)
    row.name.clear()


@pytest.mark.parametrize("field", ["surname", "document", "native_name"])
def test_that_a_passport_pasted_into_any_field_fills_the_form(form: PersonForm, field: str) -> None:
    _paste(form.fields[field], MRZ)
    person = form.person()
    assert (person.surname, person.given_names) == ("Eriksson", "Anna Maria")
    assert (person.sex, person.birth_date) == (Sex.FEMALE, "1974-08-12")
    assert person.nationality == "UTO"
    assert (person.documents[0].issuer, person.documents[0].expiry) == ("UTO", "2012-04-15")
    assert not any(note.isVisible() for note in form.notes.values())
    form.close()


def test_that_the_failing_digit_stands_beside_its_field(form: PersonForm) -> None:
    form.scan.unfold.click()
    form.scan.lines.setPlainText(MRZ.replace("7408122F", "7408127F"))
    assert "it should be 2" in form.notes["birth_date"].text()
    assert form.notes["birth_date"].isVisible()
    assert not form.notes["document"].isVisible()
    assert not form.scan.lines.isVisible()
    form.close()


def test_that_a_number_typed_over_the_scanned_one_is_what_counts(form: PersonForm) -> None:
    _paste(form.fields["document"], MRZ)
    form.fields["document"].setText("E12345678")
    assert [paper.number for paper in form.person().documents] == ["E12345678"]
    form.close()


def test_that_a_passport_pasted_into_a_filter_is_looked_for_by_its_number(
    show: Callable[..., Any],
) -> None:
    from PySide6.QtWidgets import QWidget

    from situationroom.views.filter_field import FilterField

    field = show(FilterField("", 200, show(QWidget())))
    _paste(field, MRZ)
    assert field.text() == "L898902C3"
    field.clear()
    _paste(field, "Zhang < Wei")
    assert field.text() == "Zhang < Wei"


def test_that_the_search_looks_for_what_was_scanned() -> None:
    assert looked_for(MRZ) == "L898902C3"
    assert looked_for("  Eriksson ") == "Eriksson"
    assert mrz_goes_on(FIRST) and not mrz_goes_on(MRZ) and not mrz_goes_on("Eriksson")


def test_that_a_mistyped_number_of_a_paper_form_is_said(
    call: CallForm, frame: ListeningFrame
) -> None:
    call.fields.paper.setText("P0042-6")
    QTest.keyClicks(call.fields.what, "from paper")
    call.store()
    assert call.problem.isVisible()
    assert not frame.said


def test_that_a_persons_form_says_what_it_understood_of_the_place(
    form: PersonForm, qtbot: QtBot
) -> None:
    QTest.keyClicks(form.fields["place_text"], "https://maps.app.goo.gl/abc")
    qtbot.waitUntil(lambda: any("network" in t for t in _shown(form)), timeout=20_000)


def _shown(form: PersonForm) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
