"""Whatever intake says can be said in Chinese."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.intake.columns import fields
from situationroom.intake.labels import LABELS
from situationroom.settings import resource

ROOM = Path(__file__).parents[2] / "situationroom" / "intake"
pytestmark = pytest.mark.usefixtures("uncollected")


def sentences() -> Iterator[str]:
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in ("Reason", "InputError") and isinstance(first, ast.Constant):
                    yield str(first.value)


def test_that_every_sentence_and_label_has_its_chinese() -> None:
    areas = resource("translations/zh/intake.json").parent.glob("*.json")
    chinese = {k: v for a in areas for k, v in json.loads(a.read_text(encoding="utf-8")).items()}
    wanted = {*sentences(), *LABELS.values()}
    assert len(wanted) > 60 and wanted - chinese.keys() == set()


def test_that_every_field_has_a_label() -> None:
    assert set(fields()) - LABELS.keys() == set()
