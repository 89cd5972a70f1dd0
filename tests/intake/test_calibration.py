"""How sure a column's reading says it is, is how often it is right."""

import json
from collections import Counter
from pathlib import Path
from random import Random

from situationroom.intake.columns import recognise
from situationroom.intake.reading import read_lists
from situationroom.settings import resource
from tests.corpus.test_corpus import TRUTHS, context_of, quiet

SURE = 0.9
ROWS = 12
_SURNAMES = ("王", "李", "张", "刘", "陈", "杨", "欧阳", "赵", "高", "安")
_LATIN = ("WANG", "LI", "ZHANG", "LIU", "CHEN", "YANG", "OUYANG", "ZHAO", "GAO", "AN")
_WORDS = {
    "sex": ("男", "女", "M", "F", "male"),
    "nationality": ("CHN", "中国", "Chinese"),
    "priority": ("紧急", "一般", "特别紧急", "urgent"),
    "injured": ("是", "否", "不详"),
    "caller_relation": ("母亲", "配偶", "朋友", "father"),
    "city": ("安卡拉", "Istanbul", "Izmir"),
    "address": ("Grand Hotel, room 12", "青年旅舍 3 楼"),
    "place": ("机场国际出发厅C区", "Ankara, near the stadium"),
    "description": ("被困机场，请求协助离境", "cannot reach my son"),
    "remarks": ("请尽快回电", "", "已登记"),
    "affiliation": ("安卡拉地铁项目部", "Example University"),
    "occupation": ("工程师", "student"),
}
_LABELS: dict[str, list[str]] = json.loads(
    resource("intake/labels.json").read_text(encoding="utf-8")
)["persons"]
TELLING = ("passport", "identity_number", "phone", "email", "sex")  # known by their look alone
FIELDS = (
    "name", "native_name", "latin_name", "birth_date", "passport", "identity_number", "phone",
    "phone_home", "email", "age", "caller", "caller_phone", "kin_name", "kin_phone",
    "document_expiry", "row_key", *_WORDS,
)  # fmt: skip


def cell(field: str, random: Random, row: int) -> str:
    """One invented cell of a field."""
    digits = "".join(random.choices("0123456789", k=8))
    person = random.randrange(len(_SURNAMES))
    told = {
        "passport": random.choice("EG") + digits,
        "identity_number": identity(random),
        "phone": f"+90532{digits[:7]}",
        "phone_home": f"138{digits}",
        "caller_phone": f"139{digits}",
        "kin_phone": f"+86 150{digits}",
        "email": f"a{digits}@example.com",
        "birth_date": f"{random.randrange(1940, 2020)}-0{random.randrange(1, 10)}-1{digits[0]}",
        "document_expiry": f"20{random.randrange(17, 27)}-0{random.randrange(1, 10)}-1{digits[0]}",
        "age": str(random.randrange(1, 90)),
        "row_key": str(row + 1),
    }
    if field in told:
        return told[field]
    if field in _WORDS:
        return random.choice(_WORDS[field])
    native = _SURNAMES[person] + random.choice(("伟", "志明", "海燕", "静", "浩然"))
    latin = f"{_LATIN[person]} {random.choice(('WEI', 'ZHIMING', 'HAIYAN', 'JING'))}"
    return latin if field == "latin_name" else native


def identity(random: Random) -> str:
    """An invented identity number with its right check digit (GB 11643-1999)."""
    first = f"110101{random.randrange(1950, 2010)}0{random.randrange(1, 10)}1{random.randrange(10)}"
    first += f"{random.randrange(1000):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11
    return first + "10X98765432"[rest]


def written(label: str, random: Random) -> str:
    """The label as people write it: capitals, brackets, numbers, marks, a slip of the finger."""
    label = label.removeprefix("~")
    ways = [label, label.upper(), f"{label} *", f"{random.randrange(1, 20)}. {label}", f"{label}："]
    ways += [f"{label} (必填)", f"{label}\n(required)", f" {label} ", f"*{label}"]
    if len(label) > 7 and label.isascii():
        at = random.randrange(2, len(label) - 2)
        ways += [label[:at] + label[at + 1 :], label[:at] + label[at] + label[at:]]
    return random.choice(ways)


def sheet(random: Random) -> tuple[list[str], list[tuple[str, ...]], list[str]]:
    """Headers, rows and the field of every column of an invented list."""
    fields = random.sample(FIELDS, random.randrange(5, 12))
    headers = [written(random.choice(_LABELS[field]), random) for field in fields]
    if random.random() < 0.3:  # two languages in one header
        at = random.randrange(len(fields))
        headers[at] = random.choice(_LABELS[fields[at]]).lstrip("~") + " / " + headers[at]
    if random.random() < 0.2:  # the label of another column
        at = random.randrange(len(fields))
        if fields[at] in TELLING:
            headers[at] = random.choice(("备注", "其他", "ID", "No.", "Remarks", "Column 7", ""))
    rows = [tuple(cell(field, random, row) for field in fields) for row in range(ROWS)]
    return headers, rows, fields


def test_that_a_sure_reading_of_generated_lists_is_right() -> None:
    random = Random(20160716)  # noqa: S311 - the same lists every time
    counts: Counter[str] = Counter()
    wrong: list[tuple[str, str | None, str, float]] = []
    for _ in range(400):
        headers, rows, fields = sheet(random)
        for column, field in zip(recognise(headers, rows), fields, strict=True):
            sure = column.confidence >= SURE
            counts["all"] += 1
            counts["sure"] += sure
            counts["right"] += column.field == field
            if sure and column.field != field:
                wrong.append((column.header, column.field, field, column.confidence))
    assert len(wrong) <= 0.01 * counts["sure"], wrong
    assert counts["sure"] >= 0.75 * counts["all"], counts
    assert counts["right"] >= 0.95 * counts["all"], counts


def test_that_a_sure_reading_of_the_corpus_is_right() -> None:
    sure, wrong = 0, []
    for path in TRUTHS:
        truth = json.loads(path.read_text(encoding="utf-8"))
        if "columns" not in truth:
            continue
        file: Path = path.with_name(path.name.removesuffix(".truth.json"))
        for one in read_lists(file, context_of(truth), quiet).sheets:
            for column in one.columns:
                if column.confidence >= SURE and column.header in truth["columns"]:
                    sure += 1
                    if column.field != truth["columns"][column.header]:
                        wrong.append((path.name, column.header, column.field))
    assert sure > 30 and wrong == []
