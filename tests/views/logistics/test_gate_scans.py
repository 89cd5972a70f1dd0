"""At the gate: a passport under the scanner finds its holder, whatever the scanner sends."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.models.person import Document, Person
from situationroom.views.gate import Gate, GateLine, GateWords

FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)  # fmt: skip


def _line(number: int, paper: str, **fields: Any) -> GateLine:
    person = Person(number, documents=(Document("P", paper, "UTO"),), **fields)
    return GateLine(person, "", ticked=False)


@pytest.fixture
def gate(show: Callable[[Gate], Gate]) -> Gate:
    made = Gate(GateWords("Boarding", "on board", "missing", "is not here."))
    made.set_lines(
        [
            _line(1, "L898902C3", surname="Eriksson", given_names="Anna Maria",
                  birth_date="1974-08-12"),
            _line(2, "X1234567", surname="Berg", given_names="Nils"),
            _line(3, "D23145890", surname="Lind", given_names="Eva"),
        ]
    )  # fmt: skip
    return show(made)


def _ticked(gate: Gate) -> list[list[int]]:
    found: list[list[int]] = []
    gate.ticked.connect(found.append)
    return found


@pytest.mark.parametrize(
    "sent",
    [FIRST + "\n" + SECOND, FIRST + SECOND, SECOND, (FIRST + SECOND).lower(),
     f"{FIRST}\r\n{SECOND}\r\n".replace("<<", "«")],
)  # fmt: skip
def test_that_a_passport_finds_its_holder(gate: Gate, sent: str) -> None:
    found = _ticked(gate)
    gate.enter(sent)
    assert found == [[1]]


def test_that_a_scanner_that_ends_lines_with_enter_is_waited_for(gate: Gate, qtbot: QtBot) -> None:
    found = _ticked(gate)
    QTest.keyClicks(gate.field, FIRST)
    gate.field.returnPressed.emit()
    assert found == [] and gate.field.text() == ""
    QTest.keyClicks(gate.field, SECOND)
    gate.field.returnPressed.emit()
    assert found == [[1]]


def test_that_a_card_of_three_lines_is_waited_for(gate: Gate) -> None:
    found = _ticked(gate)
    gate.enter("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<")
    gate.enter("D231458907UTO7408122F1204159<<<<<<<6")
    assert found == [[3]]
    for line in CARD:
        gate.enter(line)
    assert found == [[3], [3]]


def test_that_a_name_typed_after_half_a_passport_is_a_name(gate: Gate) -> None:
    found = _ticked(gate)
    gate.enter(FIRST)
    gate.enter("Berg")
    assert found == [[2]]


def test_that_a_new_passport_of_somebody_here_is_said_and_not_ticked(gate: Gate) -> None:
    found = _ticked(gate)
    gate.enter(FIRST + SECOND.replace("L898902C36", "L898903C36"))
    assert found == []
    said = gate.message.findChildren(type(gate.count))
    words = " ".join(label.text() for label in said)
    assert "L898903C3" in words and "same name and date of birth" in words
    assert "check digit of the document number is 6" in words
