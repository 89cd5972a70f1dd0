"""An undone import gives way to work done since, and says to whose."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from situationroom.commands.households import form_household
from situationroom.commands.imports import apply_import
from situationroom.commands.people import edit_person, set_safety
from situationroom.commands.requests import acknowledge, add_note
from situationroom.commands.shelters import check_in
from situationroom.commands.transport import assign
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Safety
from situationroom.store.incident_file import IncidentFile
from situationroom.store.undo import Undone, next_redo, redo, undo
from situationroom.store.verify import verify
from situationroom.words import entry_text, sentence
from tests.cast import COACH, COLLEAGUE, HALL, OFFICER, XIAO, Clock, as_colleague, records
from tests.commands.lists import bring, people, quiet, read, row, write

NEW = 7
"""The first person the list brings; the cast has six."""


@pytest.fixture
def colleague(
    incident_path: Path, incident_file: IncidentFile, clock: Clock
) -> Iterator[IncidentFile]:
    file = as_colleague(incident_path, clock)
    yield file
    file.close()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Five callers; the third row tells of somebody the incident has."""
    return write(
        tmp_path / "list.csv",
        [
            row(1, "赵一一", passport="E10000001", asks="被困机场"),
            row(2, "赵二二", passport="E10000002", asks="被困机场"),
            row(3, "单晓彤", passport="G55512378", phone="05325550199", asks="护照遗失"),
            row(4, "赵三三、赵四四", passport="E10000003", asks="被困机场"),
            row(5, "赵五五", passport="E10000005", asks="被困机场"),
        ],
    )


def taken_back(file: IncidentFile, revision: int) -> Undone:
    """Undo, and let the file prove itself."""
    done, entry = file.run(undo, revision)
    assert entry is not None
    assert file.ask(verify).faults == ()
    return done


def test_that_an_import_nobody_touched_is_taken_back_whole(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    before = records(incident_file)
    _, revision = bring(incident_file, sheet)
    colleague.run(set_safety, [1], Safety.SAFE)
    colleague.run(edit_person, XIAO, {"remarks": "called again"})
    done = taken_back(incident_file, revision)
    assert (done.persons, done.kept) == (6, ())
    after = records(incident_file)
    assert after["report"] == before["report"]
    assert people(incident_file)["单晓彤"].phones == ()
    assert people(incident_file)["单晓彤"].remarks == "called again"


@pytest.mark.parametrize(
    "touch",
    [
        lambda tx: edit_person(tx, NEW, {"remarks": "spoken to"}),
        lambda tx: add_note(tx, 4, "spoken to"),
        lambda tx: acknowledge(tx, [4]),
        lambda tx: assign(tx, COACH, [NEW]),
        lambda tx: check_in(tx, [NEW], HALL),
        lambda tx: form_household(tx, "赵家", [NEW, XIAO]),
    ],
)
def test_that_whoever_was_worked_on_since_is_kept_and_named(
    incident_file: IncidentFile,
    colleague: IncidentFile,
    sheet: Path,
    touch: Callable[..., object],
) -> None:
    _, revision = bring(incident_file, sheet)
    entry = colleague.run(touch)[1]
    assert entry is not None
    done = taken_back(incident_file, revision)
    kept = {k.name: (k.officer, k.revision) for k in done.kept if k.kind == "person"}
    assert kept == {"0007-6 赵一一": (COLLEAGUE, entry.revision)}
    assert set(people(incident_file)) & {"赵一一", "赵二二", "赵三三"} == {"赵一一"}
    assert "G55512378" in {d.number for d in people(incident_file)["单晓彤"].documents}


def test_that_a_person_who_stays_keeps_their_report_and_request(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    colleague.run(edit_person, NEW, {"remarks": "spoken to"})
    taken_back(incident_file, revision)
    told = records(incident_file)
    assert len(told["report"]) == len(told["sheet"]) == 1
    assert len(told["report_person"]) == 1


def test_that_the_persons_of_one_row_stay_together(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    third = people(incident_file)["赵三三"]
    colleague.run(edit_person, third.id, {"remarks": "spoken to"})
    done = taken_back(incident_file, revision)
    assert [k.name.split()[-1] for k in done.kept if k.kind == "person"] == ["赵三三", "赵四四"]
    household = people(incident_file)["赵三三"].household
    assert household == people(incident_file)["赵四四"].household is not None


def test_that_the_journal_says_what_was_left(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    colleague.run(edit_person, NEW, {"remarks": "spoken to"})
    entry = incident_file.run(undo, revision)[1]
    assert entry is not None
    assert entry_text(entry) == (
        "Undo: Import of list.csv: 5 persons taken back, 1 kept because they were worked on "
        "since: 0007-6 赵一一"
    )
    with pytest.raises(RuleError, match="was undone before"):
        incident_file.run(undo, revision)


def test_that_what_was_taken_back_can_be_brought_again(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    colleague.run(edit_person, NEW, {"remarks": "spoken to"})
    before = records(incident_file)
    taken_back(incident_file, revision)
    again = incident_file.ask(next_redo, OFFICER)
    assert again is not None
    incident_file.run(redo, again.revision)
    assert records(incident_file) == before
    assert incident_file.ask(verify).ok


def test_that_an_undone_import_can_be_imported_again(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    colleague.run(edit_person, NEW, {"remarks": "spoken to"})
    taken_back(incident_file, revision)
    plan, _ = bring(incident_file, sheet)
    assert plan.counts()["unchanged"] == 1  # the row of the one who was kept
    assert plan.counts()["new"] == 3
    assert len(people(incident_file)) == 6 + 5
    assert incident_file.ask(verify).ok


def test_that_an_import_everybody_worked_on_is_refused_as_a_whole(
    incident_file: IncidentFile, colleague: IncidentFile, tmp_path: Path
) -> None:
    one = write(tmp_path / "one.csv", [row(1, "赵一一", passport="E10000001")])
    _, revision = bring(incident_file, one)
    colleague.run(edit_person, NEW, {"remarks": "spoken to"})
    with pytest.raises(RuleError) as told:
        incident_file.run(undo, revision)
    assert sentence(told.value).startswith("0007-6 赵一一 was changed since by " + COLLEAGUE)


def test_that_a_value_typed_over_the_import_stays(
    incident_file: IncidentFile, colleague: IncidentFile, sheet: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    colleague.run(edit_person, XIAO, {"phones": ()})
    done = taken_back(incident_file, revision)
    assert [k.id for k in done.kept if k.kind == "person"] == [XIAO]
    assert people(incident_file)["单晓彤"].phones == ()


def test_that_a_later_list_about_the_same_people_keeps_them(
    incident_file: IncidentFile, sheet: Path, tmp_path: Path
) -> None:
    _, revision = bring(incident_file, sheet)
    later = write(tmp_path / "b.csv", [row("", "赵一一", passport="E10000001", city="Izmir")])
    bring(incident_file, later)
    done = taken_back(incident_file, revision)
    assert [k.name for k in done.kept if k.kind == "person"] == ["0007-6 赵一一"]


def test_that_an_import_is_undone_after_very_much_other_work(
    incident_file: IncidentFile, sheet: Path
) -> None:
    before = records(incident_file)
    _, revision = bring(incident_file, sheet)
    for number in range(520):
        incident_file.run(edit_person, 1, {"remarks": str(number)})
    taken_back(incident_file, revision)
    assert len(records(incident_file)["person"]) == len(before["person"])


def test_that_nothing_is_left_when_an_import_is_refused(
    incident_file: IncidentFile, sheet: Path
) -> None:
    bring(incident_file, sheet)
    before = records(incident_file)
    readings = read(incident_file, sheet)
    with pytest.raises(RuleError):
        incident_file.run(apply_import, quiet, readings)
    assert records(incident_file) == before
