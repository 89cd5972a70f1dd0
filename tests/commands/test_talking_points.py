"""Talking points: versions, validity, withdrawing, undo, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from situationroom.commands.talking_points import (
    add_talking_point,
    restore_talking_point,
    revise_talking_point,
    withdraw_talking_point,
)
from situationroom.models import TalkingPoint
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Audience
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.talking_points import talking_point, talking_points, versions
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import NOW, Clock

AIRPORT = TalkingPoint(
    0, " Airport ", "Is it open?", "机场已关闭。", "The airport is closed.", (Audience.CALLERS,)
)


def _add(file: IncidentFile, point: TalkingPoint = AIRPORT) -> TalkingPoint:
    return file.run(add_talking_point, point)[0]


def test_that_an_edit_is_a_new_version_and_the_old_one_stays_readable(
    incident_file: IncidentFile, clock: Clock
) -> None:
    added = _add(incident_file)
    clock.advance(minutes=12)
    revised = incident_file.run(
        revise_talking_point, added.id, {"text_en": "The airport is open."}, 1
    )[0]
    assert (added.topic, added.version, revised.version) == ("Airport", 1, 2)
    old, new = incident_file.ask(versions, added.id)
    assert (old.point.text_en, new.point.text_en) == (
        "The airport is closed.",
        "The airport is open.",
    )
    assert new.at - old.at == timedelta(minutes=12)
    (row,) = incident_file.ask(talking_points)
    assert row.point == revised
    assert row.changed_at == clock.at
    assert incident_file.ask(verify).ok


def test_that_a_version_taken_back_never_gives_its_number_away(incident_file: IncidentFile) -> None:
    added = _add(incident_file)
    entry = incident_file.run(revise_talking_point, added.id, {"text_en": "Half open."}, 1)[1]
    assert entry is not None
    incident_file.run(undo, entry.revision)
    row = incident_file.ask(talking_point, added.id)
    assert row is not None
    assert (row.point.version, row.point.text_en) == (1, "The airport is closed.")
    again = incident_file.run(revise_talking_point, added.id, {"text_en": "Open."}, 1)[0]
    assert again.version == 3
    assert [version.undone for version in incident_file.ask(versions, added.id)] == [
        False,
        False,
        True,
        False,
    ]


def test_that_two_officers_do_not_overwrite_each_other(incident_file: IncidentFile) -> None:
    added = _add(incident_file)
    incident_file.run(revise_talking_point, added.id, {"text_en": "Open."}, 1)
    with pytest.raises(RuleError, match="changed meanwhile"):
        incident_file.run(revise_talking_point, added.id, {"text_en": "Closed."}, 1)


def test_that_a_withdrawn_point_keeps_its_words_and_its_reason(incident_file: IncidentFile) -> None:
    added = _add(incident_file)
    gone = incident_file.run(withdraw_talking_point, added.id, " overtaken ")[0]
    assert (gone.state(NOW), gone.withdrawn_reason, gone.text_en) == (
        "withdrawn",
        "overtaken",
        added.text_en,
    )
    with pytest.raises(RuleError, match="withdrawn"):
        incident_file.run(revise_talking_point, added.id, {"text_en": "x"}, 1)
    with pytest.raises(RuleError, match="withdrawn"):
        incident_file.run(withdraw_talking_point, added.id, "again")
    back = incident_file.run(restore_talking_point, added.id)[0]
    assert back == added


def test_that_withdrawing_needs_a_reason(incident_file: IncidentFile) -> None:
    added = _add(incident_file)
    with pytest.raises(RuleError, match="Say why"):
        incident_file.run(withdraw_talking_point, added.id, "  ")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"topic": "  "}, "needs a topic"),
        ({"topic": "x" * 300}, "too long"),
        ({"text_zh": "", "text_en": " "}, "Write what is to be said"),
        ({"text_zh": "长" * 5_000}, "nobody can read it out"),
        ({"audiences": ()}, "who may be told"),
        ({"valid_from": NOW, "valid_until": NOW}, "end before it begins"),
    ],
)
def test_that_what_nobody_could_read_out_is_refused(
    incident_file: IncidentFile, wrong: dict[str, object], said: str
) -> None:
    with pytest.raises(RuleError, match=said):
        _add(incident_file, replace(AIRPORT, **wrong))  # type: ignore[arg-type]
    assert incident_file.ask(talking_points) == []


def test_that_saying_the_same_again_is_no_version(incident_file: IncidentFile) -> None:
    added = _add(incident_file)
    with pytest.raises(RuleError, match="Nothing was changed"):
        incident_file.run(revise_talking_point, added.id, {"text_en": added.text_en}, 1)


def test_that_validity_follows_the_clock() -> None:
    point = replace(
        AIRPORT, valid_from=NOW + timedelta(hours=1), valid_until=NOW + timedelta(hours=2)
    )
    states = [point.state(NOW + timedelta(minutes=minutes)) for minutes in (0, 60, 119, 120)]
    assert states == ["later", "current", "current", "expired"]


def test_that_the_other_language_stands_in_where_one_is_missing() -> None:
    point = replace(AIRPORT, text_zh="")
    assert point.text("zh") == point.text("en") == "The airport is closed."
