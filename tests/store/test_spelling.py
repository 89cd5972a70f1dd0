"""One pass gives the row and the journal's text that the codec reads back."""

from datetime import UTC, datetime

import pytest

from situationroom.models import Person, Record, Report, Sheet
from situationroom.models.made_quickly import remade
from situationroom.models.person import Document, Kin, Phone
from situationroom.models.report import Cell
from situationroom.models.vocabulary import Need, Precision, Safety, Sex
from situationroom.store.codec import (
    codecs,
    default_fields,
    dumps,
    fields_of_row,
    from_fields,
    to_fields,
)
from situationroom.store.spelling import spelled

AT = datetime(2016, 7, 16, 6, 20, tzinfo=UTC)
WANG = Person(
    7,
    '王"芳\n',
    sex=Sex.FEMALE,
    age=0,
    documents=(Document("P", "E1"), Document("ID", "2", "CHN", "2027")),
    phones=(Phone("+905321", ""),),
    kin=(Kin("母亲"),),
    needs=(Need.MEDICATION,),
    lat=-0.0,
    lon=1e-7,
    precision=Precision.CITY,
    safety=Safety.SAFE,
    safety_at=AT,
)
TOLD = Report(3, AT, 1, 4, cells=("a", ""), corrected=(Cell("h", "b"),), persons=(7, 8))
SHEET = Sheet(1, AT, "a.xlsx", "S", headers=("x",), fields=("",))


@pytest.mark.parametrize("record", [WANG, TOLD, SHEET, Person(1)], ids=lambda r: type(r).__name__)
def test_that_a_spelled_record_reads_back_from_row_and_journal(record: Record) -> None:
    row, said = spelled(record)
    names = [codec.name for codec in codecs(type(record))]
    assert fields_of_row(type(record), dict(zip(names, row, strict=True))) == to_fields(record)
    defaults = default_fields(type(record))
    told = {name: value for name, value in to_fields(record).items() if value != defaults[name]}
    assert said == dumps(told)
    assert from_fields(type(record), record.id, told) == record


def test_that_a_record_is_copied_with_other_values() -> None:
    assert remade(WANG, id=9, native_name="李") == Person(
        **{**{c.name: getattr(WANG, c.name) for c in codecs(Person)}, "id": 9, "native_name": "李"}
    )
