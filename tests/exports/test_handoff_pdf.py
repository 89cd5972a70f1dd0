import ast
import json
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from situationroom import exports, texts
from situationroom.exports.handoff_lines import change_rows
from situationroom.exports.handoff_pdf import write_handoff_pdf
from situationroom.models.handoff import ChangedItem, FieldChange, HandoffContent
from situationroom.settings import resource
from tests.exports import handoff_cast as given


def printed(path: Path, content: HandoffContent) -> str:
    write_handoff_pdf(path, content)
    return "".join("".join(p.extract_text().split()) for p in pypdf.PdfReader(path).pages)


def test_that_a_full_hand_off_prints_requests_persons_and_telephones(tmp_path: Path) -> None:
    text = printed(tmp_path / "h.pdf", given.full())
    for word in ("0431-1", "王芳WANG,Fang", "E23456789", "+905325550127", "41.03690,28.98500"):
        assert word in text
    assert "孕妇腹痛，酒店断水，请求就医" in text
    assert "and2earliernotesintheworkbook" in text
    assert "Hand-offno.3to驻土耳其使馆EmbassyAnkara" in text
    assert "Page1/1" in text
    assert "DRILL" not in text


def test_that_a_delta_prints_what_changed_field_by_field(tmp_path: Path) -> None:
    text = printed(tmp_path / "h.pdf", given.delta())
    assert "PriorityUrgent(orange)Critical(red)" in text
    assert "SafetystatusNotverifiedNeedshelp" in text
    assert "Place–塔克西姆广场附近酒店" in text
    for section in ("New since the last hand-off", "Resolved since", "Withdrawn: no longer"):
        assert "".join(section.split()) in text
    assert "✓已领取旅行证" in text
    assert "Changessincerevision1284" in text
    assert "DRILL" in text


@pytest.mark.parametrize(
    ("full", "says"),
    [
        (False, "Nothinghaschangedsincethelasthand-off."),
        (True, "Therearenoopenrequestsforthisrecipient."),
    ],
)
def test_that_an_empty_hand_off_says_so(tmp_path: Path, full: bool, says: str) -> None:
    from dataclasses import replace

    content = given.empty()
    content = replace(content, handoff=replace(content.handoff, full=full))
    assert says in printed(tmp_path / "h.pdf", content)


def test_that_in_chinese_the_english_stands_beneath(tmp_path: Path) -> None:
    texts.set_language("zh")
    try:
        text = printed(tmp_path / "h.pdf", given.delta())
    finally:
        texts.set_language("en")
    assert "逐项变更(3)Changed,fieldbyfield" in text
    assert "待救助" in text


@pytest.mark.usefixtures("uncollected")
def test_that_every_printed_word_has_its_chinese() -> None:
    known: dict[str, str] = {}
    for path in resource("translations/zh").glob("*.json"):
        known |= json.loads(path.read_text(encoding="utf-8"))
    folder = Path(exports.__path__[0])
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    said = {
        call.args[0].value
        for call in calls
        if call.func.id in ("tr", "both", "StoreError")  # type: ignore[attr-defined]
        and isinstance(call.args[0], ast.Constant)
    }
    assert said - set(known) == set()


def test_that_times_and_sources_of_a_change_are_in_words() -> None:
    content = given.delta()
    said = [
        FieldChange("1", "safety_at", "", "2016-07-17T20:30:00Z"),
        FieldChange("1", "safety_source", "", "officer"),
    ]
    changed = replace(content, changed=(ChangedItem(content.changed[0].item, tuple(said)),))
    (*_, at), (*_, source) = change_rows(changed)
    assert "23:30" in at
    assert source == "Officer"
