"""Person Finder's XML and carriers' messages: the samples at hand, hostile files, and speed."""

import time
from pathlib import Path

import pytest

from situationroom.intake.edifact import is_edifact, segments
from situationroom.intake.exchange import is_exchange
from situationroom.intake.paxlst import read_paxlst
from situationroom.intake.pfif import read_pfif
from situationroom.intake.reading import read_lists, reread
from situationroom.intake.results import Context, RowReading
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import Safety, Sex

DATA = Path(__file__).parents[3] / "shared" / "data"
CORPUS = Path(__file__).parents[1] / "corpus"
UNA = "UNA:+.? '"


def _rows(path: Path, context: Context) -> list[RowReading]:
    reading = read_lists(path, context, lambda _d, _t, _l: None)
    return [row for sheet in reading.sheets for row in sheet.rows]


def _sample(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    return path


@pytest.mark.parametrize(
    ("name", "surnames", "births"),
    [
        ("paxlst_A.txt", ["DJEMFISJER"], ["1993-04-08"]),
        ("paxlst_B.txt", ["AERWDEDE"], ["1983-02-12"]),
        ("paxlst_C.txt", ["MULLERSFER", "MULLERSFER", "RDEERF"],
         ["2015-12-04", "2013-05-23", "1959-06-10"]),
    ],
)  # fmt: skip
def test_that_messages_of_carriers_are_read(
    name: str, surnames: list[str], births: list[str], context: Context
) -> None:
    rows = _rows(_sample(name), context)
    persons = [row.persons[0] for row in rows if row.outcome == "read"]
    assert [person.surname for person in persons] == surnames
    assert [person.birth_date for person in persons] == births
    assert all(person.documents and person.documents[0].expiry for person in persons)
    assert rows[-1].outcome == "skipped"  # head and foot are kept beside the persons
    assert "UNH" in rows[-1].cells_in_order[0]


def test_that_a_record_of_person_finder_keeps_every_field(context: Context) -> None:
    path = _sample("personfinder_pfif_1.4.xml")
    (row,) = _rows(path, context)
    (person,) = row.persons
    assert (person.birth_date, person.safety) == ("1970-01", Safety.SAFE)
    assert person.last_contact is not None and person.last_contact.isoformat().startswith(
        "2000-01-18T20:21:22"
    )
    kept = "\n".join(row.cells_in_order)
    for told in (
        "_test_photo_url", "_test_home_postal_code", "_test_note_photo_url", "author_made_contact",
        "test.google.com/person.999", "backdated change", "_test_profile_url2", "note.40121",
    ):  # fmt: skip
        assert told in kept


def test_that_a_backdated_note_does_not_win() -> None:
    table = read_pfif(_sample("personfinder_pfif_1.4.xml"))
    assert table.headers is not None
    cells = dict(zip(table.headers, table.rows[0][1], strict=False))
    assert cells["status"] == "is_note_author"  # a note entered later tells of an earlier time


def test_that_nothing_of_a_person_in_a_message_is_lost() -> None:
    path = CORPUS / "paxlst_telex.txt"
    (table,) = read_paxlst(path)
    kept = "\n".join("\n".join(cells) for _, cells in table.rows)
    for segment in segments(path):
        if segment.tag not in ("UNZ", "UNE"):
            assert segment.raw in kept


@pytest.mark.parametrize(
    "text",
    ["name,passport\nUNA,UNB+1\n", "UNB\n", "UNA:+.? '\n", "Passenger list PAXLST of flight 1\n",
     "姓名\t护照\nUNB UNOA\tE12345678\n", "<pfiff>x</pfiff>", "<name>pfif</name>",
     "<html><body>see http://zesty.ca/pfif/1.4</body></html>"],
)  # fmt: skip
def test_that_other_texts_are_no_exchange_format(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    assert not is_exchange(tmp_path / "list.txt")


@pytest.mark.parametrize("line", [40, 64, 69, 80])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "=\r\n", "  \n"])
def test_that_lines_may_be_broken_anywhere(tmp_path: Path, line: int, ends: str) -> None:
    whole = (
        f"{UNA}UNB+UNOA:4+A:ZZ+B:ZZ+160715:2201+1'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+CZ1'"
        + "".join(f"NAD+FL+++WANG:LEI{chr(65 + n)}'DTM+329:85030{n}'" for n in range(1, 9))
        + "CNT+42:8'UNT+20+1'UNZ+1+1'"
    )
    broken = ends.join(whole[i : i + line] for i in range(0, len(whole), line))
    (tmp_path / "list.txt").write_bytes(broken.encode())
    (table,) = read_paxlst(tmp_path / "list.txt")
    assert len(table.rows) == 9
    assert table.rows[7][1][:2] == ("WANG", "LEII")


def test_that_messages_cut_anywhere_lose_nobody_and_say_so(tmp_path: Path) -> None:
    whole = (CORPUS / "paxlst_telex.txt").read_bytes()
    for end in range(60, len(whole), 37):
        path = tmp_path / "cut.txt"
        path.write_bytes(whole[:end])
        if not is_edifact(path):
            continue
        try:
            (table,) = read_paxlst(path)
        except InputError as refusal:
            assert "cut off" in refusal.template
            continue
        persons = sum(b"\nNAD+FL" in b"\n" + part for part in whole[:end].split(b"'"))
        assert len(table.rows) >= persons


def test_that_thousands_of_records_are_read_in_no_time(tmp_path: Path) -> None:
    person = (
        "<person><person_record_id>x/{n}</person_record_id><full_name>Wang Lei</full_name>"
        "<note><source_date>2016-07-16T00:00:00Z</source_date><status>believed_alive</status>"
        "</note></person>"
    )
    text = "".join(person.format(n=n) for n in range(2_000))
    (tmp_path / "many.xml").write_text(f'<pfif xmlns="http://zesty.ca/pfif/1.4">{text}</pfif>')
    message = "".join(f"NAD+FL+++WANG:LEI'DTM+329:850301'DOC+P+E{n:08}'" for n in range(2_000))
    (tmp_path / "many.txt").write_text(
        f"{UNA}UNB+UNOA:4+A+B+160715:2201+1'UNH+1+PAXLST:D:05B:UN'{message}UNT+1+1'UNZ+1+1'"
    )
    began = time.perf_counter()
    assert len(read_pfif(tmp_path / "many.xml").rows) == 2_000
    (table,) = read_paxlst(tmp_path / "many.txt")
    assert len(table.rows) == 2_001
    assert time.perf_counter() - began < 10


def test_that_a_cell_of_a_record_can_be_mended(context: Context) -> None:
    reading = read_lists(CORPUS / "pfif_14.xml", context, lambda _d, _t, _l: None)
    sheet = reading.sheets[0]
    sex = next(column.index for column in sheet.columns if column.field == "sex")
    mended = reread(sheet, 2, {sex: "female"})
    assert mended.rows[1].persons[0].sex is Sex.FEMALE
    assert mended.rows[1].cells_in_order == sheet.rows[1].cells_in_order
