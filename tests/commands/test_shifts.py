"""Posts, the roster, operational periods and what is printed of them."""

from datetime import timedelta
from pathlib import Path

import pytest

from situationroom.commands.events import record_decision
from situationroom.commands.followups import add_task
from situationroom.commands.people import add_person, set_presence
from situationroom.commands.period_files import period_report, write_period
from situationroom.commands.requests import open_request, reopen, resolve, take
from situationroom.commands.shift_files import open_lines, write_shift_sheet
from situationroom.commands.shifts import (
    add_position,
    cancel_duty,
    close_period,
    close_position,
    leave_position,
    open_period,
    put_on_roster,
    set_objectives,
    take_position,
)
from situationroom.exports.shift_pdf import Shift
from situationroom.models import Duty
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Presence
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.figures import figures
from situationroom.store.queries.period_figures import flows
from situationroom.store.queries.shifts import periods, watch
from situationroom.store.undo import next_undo, undo
from situationroom.store.verify import verify
from situationroom.texts import set_language
from tests.cast import (
    COLLEAGUE,
    EVACUATION,
    HAIYAN,
    NOW,
    OFFICER,
    PAPERS,
    SEARCH,
    Clock,
    a_request,
    somebody,
)


@pytest.fixture
def post(incident_file: IncidentFile) -> int:
    return incident_file.run(add_position, "Hotline 1")[0].id


def holders(file: IncidentFile) -> list[str]:
    shown = file.ask(watch, file.now(), 9).posts
    return [post.holder.officer if post.holder else "" for post in shown]


def test_that_a_post_is_taken_handed_over_and_left(
    incident_file: IncidentFile, clock: Clock, post: int
) -> None:
    file = incident_file
    file.run(take_position, post)
    with pytest.raises(RuleError, match="holds Hotline 1 already"):
        file.run(take_position, post)
    with pytest.raises(RuleError, match="still holds"):
        file.run(close_position, post)
    clock.advance(hours=8)
    file.run(take_position, post, COLLEAGUE, "two callbacks open")
    assert holders(file) == [COLLEAGUE]
    log = file.ask(watch, clock(), 9).log
    assert [(p.officer, p.until, p.note) for p, _ in log] == [
        (COLLEAGUE, None, ""),
        (OFFICER, clock(), "two callbacks open"),
    ]
    entry = file.ask(next_undo, OFFICER)
    assert entry is not None
    file.run(undo, entry.revision)
    assert holders(file) == [OFFICER]
    file.run(leave_position, post)
    with pytest.raises(RuleError, match="Nobody holds"):
        file.run(leave_position, post)
    file.run(close_position, post)
    assert holders(file) == []
    assert file.ask(verify).ok


def test_that_posts_have_names_of_their_own(incident_file: IncidentFile, post: int) -> None:
    for wrong in (" ", "Hotline 1"):
        with pytest.raises(RuleError):
            incident_file.run(add_position, wrong)


def test_that_the_roster_says_who_comes_when(incident_file: IncidentFile, post: int) -> None:
    file = incident_file
    night = Duty(0, COLLEAGUE, post, NOW + timedelta(hours=8), NOW + timedelta(hours=16))
    for wrong in (
        Duty(0, " ", post, NOW, NOW + timedelta(hours=1)),
        Duty(0, OFFICER, post, NOW, NOW),
    ):
        with pytest.raises(RuleError):
            file.run(put_on_roster, wrong)
    line = file.run(put_on_roster, night)[0]
    file.run(put_on_roster, Duty(0, OFFICER, post, NOW, NOW + timedelta(hours=8)))
    shown = file.ask(watch, file.now(), 9)
    assert [duty.officer for duty, _ in shown.roster] == [OFFICER, COLLEAGUE]
    assert [duty.officer for duty in shown.posts[0].on_roster] == [OFFICER]
    file.run(cancel_duty, line.id)
    assert [duty.officer for duty, _ in file.ask(watch, file.now(), 9).roster] == [OFFICER]


def test_that_a_period_opens_once_and_closes_once(incident_file: IncidentFile) -> None:
    file = incident_file
    with pytest.raises(RuleError):
        file.run(open_period, " ")
    period = file.run(open_period, "Day 1", "reach everybody in Izmir")[0]
    with pytest.raises(RuleError, match="still open"):
        file.run(open_period, "Day 2")
    file.run(set_objectives, period.id, "reach everybody")
    file.run(close_period, period.id, "all but two reached")
    for again in (close_period, set_objectives):
        with pytest.raises(RuleError, match="was closed before"):
            file.run(again, period.id, "x")
    assert [(p.objectives, p.summary) for p in file.ask(periods)] == [
        ("reach everybody", "all but two reached")
    ]


def test_that_opening_plus_in_minus_out_is_closing(
    incident_file: IncidentFile, clock: Clock, post: int
) -> None:
    file = incident_file
    before = file.ask(figures, clock())
    period = file.run(open_period, "Day 1")[0]
    file.run(take_position, post)
    file.run(record_decision, "no bus tonight")
    file.run(add_person, somebody())
    file.run(open_request, a_request(HAIYAN))
    file.run(resolve, [SEARCH, EVACUATION], "done")
    file.run(reopen, [SEARCH], "not done")
    file.run(set_presence, [HAIYAN], Presence.LEFT_INDEPENDENTLY)
    clock.advance(hours=8)
    closed = file.run(close_period, period.id)[0]
    after = file.ask(figures, clock())
    file.run(resolve, [PAPERS], "after the period")
    moved = file.ask(flows, closed)
    for name, flow in moved.items():
        assert (flow.opening, flow.closing) == (getattr(before, name), getattr(after, name)), name
    asked = moved["open"]
    assert (asked.opening, asked.came_in, asked.went_out, asked.closing) == (3, 2, 2, 3)
    report = file.ask(period_report, closed, clock())
    assert [e.verb for e in report.entries if "decision" in e.verb] == ["record_decision"]
    assert [(p.officer, where.name) for p, where in report.on_duty] == [(OFFICER, "Hotline 1")]
    assert report.entries[0].verb == "open_period"
    assert report.entries[-1].verb == "close_period"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_that_the_sheets_are_printed(
    incident_file: IncidentFile, tmp_path: Path, clock: Clock, language: str, post: int
) -> None:
    set_language(language)
    file = incident_file
    period = file.run(open_period, "Day 1", "reach everybody")[0]
    file.run(take, [SEARCH, EVACUATION])
    file.run(add_task, SEARCH, "call the mother back", NOW + timedelta(hours=1))
    path = file.ask(write_period, tmp_path / "period.pdf", period, clock())
    lines = file.ask(open_lines, OFFICER, clock())
    assert [line.request.id for line in lines] == [SEARCH, EVACUATION]
    shift = Shift(OFFICER, COLLEAGUE, "mother calls at noon", lines, clock())
    sheet = write_shift_sheet(file.ask, tmp_path / "shift.pdf", shift)
    for pdf, words in ((path, "reach everybody"), (sheet, "call the mother back")):
        said = _text(pdf)
        assert words in said
        assert ("DRILL" if language == "en" else "演练") in said


def _text(path: Path) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())
