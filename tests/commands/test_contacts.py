"""The contact directory: tables in any layout, again without doubling, and single entries."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from situationroom.commands.contacts import (
    ContactPlan,
    add_contact,
    edit_contact,
    import_contacts,
    plan_contacts,
    remove_contacts,
    restore_contact,
)
from situationroom.commands.imports import context_of
from situationroom.intake.contacts import ContactReading, read_contacts
from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.models.errors import InputError, RuleError
from situationroom.models.vocabulary import ContactKind
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.contacts import (
    ContactFilter,
    contact_cities,
    contact_ids,
    contacts,
    nearest,
)
from situationroom.store.queries.incident import the_incident
from situationroom.store.undo import undo
from situationroom.store.verify import verify

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def shared(name: str) -> Path:
    """A list another program has written; skipped where it is not beside us."""
    if not (DATA / name).exists():
        pytest.skip("the shared lists are not beside this repository")
    return DATA / name


def quiet(_done: int, _total: int, _label: str) -> None:
    """No progress is looked at."""


def read(file: IncidentFile, path: Path) -> ContactReading:
    """Read a table as the incident would."""
    return read_contacts(path, context_of(file.ask(the_incident), file.now()), quiet)


def bring(
    file: IncidentFile, readings: Sequence[ContactReading], leave: bool = False
) -> ContactPlan:
    """Import them."""
    return file.run(import_contacts, quiet, readings, leave)[0]


def a_table(folder: Path, *lines: str) -> Path:
    """A CSV of these lines."""
    path = folder / "directory.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_that_the_hospitals_of_turkey_import_and_import_again_without_doubling(
    incident_file: IncidentFile,
) -> None:
    reading = read(incident_file, shared("hospitals_turkey.csv"))
    plan = bring(incident_file, [reading])
    assert (plan.count("new"), plan.count("rejected")) == (85, 0)
    found = incident_file.ask(contacts, ContactFilter())
    assert len(found) == 85
    assert {one.kind for one in found} == {ContactKind.HOSPITAL}
    assert all(one.lat is not None and one.lon is not None for one in found)
    assert dict(incident_file.ask(contact_cities))["Istanbul"] > 40
    again = incident_file.ask(plan_contacts, [reading])
    assert again.count("unchanged") == 85
    with pytest.raises(RuleError, match="already"):
        bring(incident_file, [reading])
    assert incident_file.ask(verify).ok


def test_that_rows_that_repeat_another_can_be_left_out(incident_file: IncidentFile) -> None:
    reading = read(incident_file, shared("hospitals_turkey.csv"))
    plan = bring(incident_file, [reading], leave=True)
    assert plan.count("new") == 85 - plan.repeated == 73


def test_that_headers_in_two_languages_and_every_field_are_read(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    path = a_table(
        tmp_path,
        "应急通讯录,,,,,,,,",
        "名称 / Name,当地名称,类型,联系电话,手机,邮箱,城市,坐标,语言",
        "Embassy Ankara,驻土耳其使馆,使领馆,0312 436 06 28 转 12,0532 555 01 99,a@example.org,"
        'Ankara,"39.92, 32.85",中文',
        "Police,,警方,155,,,Ankara,,",
        ",,医院,1,,,,,",
    )
    plan = bring(incident_file, [read(incident_file, path)])
    assert (plan.count("new"), plan.count("rejected"), plan.count("skipped")) == (2, 1, 2)
    embassy, police = incident_file.ask(contacts, ContactFilter())
    assert embassy.called == "驻土耳其使馆 Embassy Ankara"
    assert embassy.kind is ContactKind.MISSION
    assert embassy.phones == (
        ContactPhone("+903124360628", "0312 436 06 28 转 12", "12"),
        ContactPhone("+905325550199", "0532 555 01 99"),
    )
    assert (embassy.emails, embassy.lat, embassy.lon) == (("a@example.org",), 39.92, 32.85)
    assert police.phones == (ContactPhone("", "155"),)


def test_that_a_newer_table_changes_only_what_it_tells(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    first = a_table(tmp_path, "Name,City,Telephone", "City Hospital,Bursa,0224 123 45 67")
    bring(incident_file, [read(incident_file, first)])
    (known,) = incident_file.ask(contacts, ContactFilter())
    incident_file.run(edit_contact, known.id, {"notes": "ask for Ayşe"})
    second = a_table(tmp_path, "Name,City,Address", "City hospital,BURSA,Main street 1")
    plan = incident_file.ask(plan_contacts, [read(incident_file, second)])
    (row,) = [one for one in plan.rows if one.outcome == "updated"]
    assert set(row.changes) == {"name", "city", "address"}
    bring(incident_file, [read(incident_file, second)])
    (after,) = incident_file.ask(contacts, ContactFilter())
    assert (after.notes, after.address, after.phones) == (
        "ask for Ayşe",
        "Main street 1",
        known.phones,
    )


def test_that_an_import_is_one_act_to_undo(incident_file: IncidentFile) -> None:
    reading = read(incident_file, shared("hospitals_turkey.csv"))
    entry = incident_file.run(import_contacts, quiet, [reading])[1]
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert incident_file.ask(contacts, ContactFilter()) == []


def test_that_a_removed_contact_is_not_brought_back_by_a_table(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    path = a_table(tmp_path, "Name,City", "A Hospital,Izmir", "B Hospital,Izmir")
    bring(incident_file, [read(incident_file, path)])
    first = incident_file.ask(contacts, ContactFilter())[0]
    incident_file.run(remove_contacts, [first.id])
    plan = incident_file.ask(plan_contacts, [read(incident_file, path)])
    assert (plan.count("unchanged"), plan.count("new")) == (1, 0)
    assert len(incident_file.ask(contacts, ContactFilter(removed=True))) == 1
    incident_file.run(restore_contact, first.id)
    assert len(incident_file.ask(contacts, ContactFilter())) == 2


def test_that_the_nearest_hospitals_come_first(incident_file: IncidentFile) -> None:
    bring(incident_file, [read(incident_file, shared("hospitals_turkey.csv"))])
    near = (40.186467, 29.053338)
    found = incident_file.ask(nearest, near, (ContactKind.HOSPITAL,), 3)
    assert found[0][0].name == "Bursa Devlet Hastanesi"
    assert found[0][1] < 0.1 < found[1][1] < found[2][1]
    ids = incident_file.ask(contact_ids, ContactFilter(), "distance", False, near)
    assert ids[0] == found[0][0].id


def test_that_contacts_are_found_by_any_word_and_by_digits(incident_file: IncidentFile) -> None:
    phone = ContactPhone("+903124360628", "0312 436 06 28", "12")
    draft = Contact(0, "İstanbul Hospital", "伊斯坦布尔医院", city="Istanbul", phones=(phone,))
    added = incident_file.run(add_contact, draft)[0]
    for typed in ("istanbul", "伊斯坦布尔", "4360628", "hosp ista"):
        assert incident_file.ask(contact_ids, ContactFilter(typed)) == [added.id], typed
    assert incident_file.ask(contact_ids, ContactFilter("ankara")) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "needs a name"),
        ({"name": "x" * 300}, "at most 200"),
        ({"lat": 95.0, "lon": 10.0}, "no position on the earth"),
        ({"lat": 40.0}, "latitude and longitude"),
    ],
)
def test_that_what_cannot_be_is_refused(
    incident_file: IncidentFile, wrong: dict[str, object], said: str
) -> None:
    with pytest.raises(RuleError, match=said):
        incident_file.run(add_contact, replace(Contact(0, "A"), **wrong))  # type: ignore[arg-type]


def test_that_a_file_that_is_no_directory_is_said_plainly(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="header of a directory"):
        read(incident_file, a_table(tmp_path, "one,two", "1,2"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_workbook_of_the_directory_comes_back_without_loss(
    incident_file: IncidentFile, tmp_path: Path, language: str
) -> None:
    from situationroom.exports.contacts_workbook import write_contacts_workbook
    from situationroom.texts import set_language

    set_language(language)
    phones = (
        ContactPhone("+903124360628", "+903124360628", "12"),
        ContactPhone("+905325550199", "+905325550199"),
    )
    draft = Contact(
        0, "=Danger Hospital", "危险医院", ContactKind.HOSPITAL, "Ministry", "Dr. Kaya", phones,
        ("a@example.org",), "Main street 1", "Ankara", "TR", 39.92, 32.85, "Türkçe", "24 h",
    )  # fmt: skip
    stored = incident_file.run(add_contact, draft)[0]
    path = tmp_path / "directory.xlsx"
    write_contacts_workbook(path, [stored], drill=True)
    plan = incident_file.ask(plan_contacts, [read(incident_file, path)])
    assert plan.count("unchanged") == 1, [row for row in plan.rows if row.changes]
    assert plan.count("new") == 0


def test_that_nothing_a_table_tells_is_cut_or_lost_in_silence(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    path = a_table(
        tmp_path,
        "Name,Telephone,E-mail,Country,Address",
        f"Long,{'call the desk ' * 60},,,",
        "Odd,ask Ahmet,no mail,Atlantis,Main street 1",
    )
    plan = incident_file.ask(plan_contacts, [read(incident_file, path)])
    long, odd = [row for row in plan.rows if row.outcome in ("rejected", "new")]
    assert long.why is not None
    assert "at most" in str(long.why)
    assert odd.contact is not None
    assert odd.contact.phones[0].told == "ask Ahmet"
    assert odd.contact.address == "Main street 1, Atlantis"
    assert {problem.field for problem in odd.problems} >= {"phone", "email"}
