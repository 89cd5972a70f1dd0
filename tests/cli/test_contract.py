"""Exit codes, JSON keys and plain sentences: what other people's scripts rely on."""

import csv
import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.cli import main
from tests.cast import HAIYAN
from tests.cli.conftest import Run

ROOT = Path(__file__).parent.parent.parent
NOUNS = ("persons", "requests", "sites", "stays", "movements", "bookings", "reports", "handoffs",
         "entries")  # fmt: skip
PERSON = {
    "id", "case", "native_name", "surname", "given_names", "other_names", "sex", "birth_date",
    "age", "age_on", "nationality", "documents", "phones", "affiliation", "household", "needs",
    "place", "city", "country", "lat", "lon", "uncertainty_m", "precision", "located_at", "safety",
    "stage", "wish", "last_contact", "kin", "reports",
}  # fmt: skip
REQUEST = {
    "id", "number", "persons", "party", "category", "priority", "status", "owner", "due",
    "opened_at", "acknowledged_at", "resolved_at", "description", "reports",
}  # fmt: skip


def test_that_persons_have_every_key_of_the_contract(run: Run, incident_path: Path) -> None:
    said = run("list", "persons", incident_path)
    assert (said.code, said.err) == (0, "")
    haiyan = said.document[HAIYAN - 1]
    assert set(haiyan) >= PERSON
    assert haiyan["case"] == "0001-3"
    assert haiyan["phones"] == ["+905325550127"]
    assert haiyan["documents"] == [
        {"type": "P", "number": "E12340963", "issuer": "CHN", "expiry": "2021-05-01"}
    ]
    assert haiyan["kin"] == [{"name": "陈志明", "relation": "父亲", "phone": "+8613800001111"}]
    assert (haiyan["sex"], haiyan["household"], haiyan["stage"]) == ("F", "陈家", "in_area")
    assert said.document[4]["sex"] is None


def test_that_requests_have_every_key_of_the_contract(run: Run, incident_path: Path) -> None:
    rows = run("list", "requests", incident_path).document
    assert all(set(row) >= REQUEST for row in rows)
    assert rows[1]["persons"] == ["0001-3", "0002-1", "0003-7"]
    assert rows[0]["due"].endswith("Z")
    assert rows[0]["owner"] is None


@pytest.mark.parametrize("noun", NOUNS)
def test_that_every_noun_lists_as_json_csv_and_xlsx(
    run: Run, incident_path: Path, tmp_path: Path, noun: str
) -> None:
    rows = run("list", noun, incident_path).document
    text = run("list", noun, incident_path, "--format", "csv").out
    assert not rows or len(list(csv.reader(io.StringIO(text)))) == len(rows) + 1
    for kind in ("json", "csv", "xlsx"):
        path = tmp_path / f"{noun}.{kind}"
        said = run("list", noun, incident_path, "--format", kind, "--output", path)
        assert said.code == 0
        assert path.stat().st_size > 0


def test_that_a_name_that_could_run_as_a_formula_cannot(
    run: Run, incident_path: Path, tmp_path: Path
) -> None:
    from situationroom.commands.people import add_person
    from situationroom.store.incident_file import open_incident
    from tests.cast import somebody

    file = open_incident(incident_path, "Li Kai")
    file.run(add_person, somebody("=cmd|' /C calc'!A0"))
    file.close()
    text = run("list", "persons", incident_path, "--format", "csv").out
    assert ",=cmd" not in text
    assert run("list", "persons", incident_path).document[-1]["native_name"].startswith("=cmd")


def test_that_where_narrows(run: Run, incident_path: Path) -> None:
    assert len(run("list", "persons", incident_path, "--where", "陈").document) == 3
    assert len(run("list", "movements", incident_path, "--where", "b-07").document) == 1


def test_that_search_answers_as_json(run: Run, incident_path: Path) -> None:
    hits = run("search", incident_path, "海燕", "--json").document
    assert {"kind", "id", "number", "title", "detail"} == set(hits[0])
    assert "0001-3" in run("search", incident_path, "0963").out


def test_that_import_accounts_for_every_row(run: Run, new: Path, hotline: Path) -> None:
    dry = run("import", new, hotline, "--dry-run", "--json").document
    wet = run("import", new, hotline, "--json").document
    again = run("import", new, hotline, "--json").document
    assert (dry["entry"], wet["entry"], again["entry"]) == (None, 2, None)
    for document in (dry, wet, again):
        for file in document["files"]:
            assert _accounted(file) == file["rows"]
            assert set(file["sheets"][0]) == {"sheet", "header_row", "columns", "unmapped"}
    assert wet["files"][0]["new"] == 20
    assert again["files"][0]["unchanged"] == 20
    assert wet["files"][0]["sheets"][0]["columns"]["护照号码"] == "passport"


def _accounted(file: dict[str, Any]) -> int:
    counted = sum(file[key] for key in ("new", "updated", "unchanged", "duplicates"))
    return int(counted + len(file["rejected"]) + len(file["skipped"]))


def test_that_rejected_rows_are_given_back_with_reasons(
    run: Run, new: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "bad.csv"
    sheet.write_text(
        "姓名,护照号码,电话\n陈海燕,E12345678,05325550127\n,,05325550129x\n,E!,\n", "utf-8"
    )
    said = run("import", new, sheet, "--rejects", tmp_path / "r", "--json")
    (file,) = said.document["files"]
    assert _accounted(file) == file["rows"]
    assert said.code == (1 if file["rejected"] else 0)
    assert bool(file["rejected"]) is bool(said.err)
    assert bool(file["rejected"]) is (tmp_path / "r" / "bad-rejects.xlsx").exists()
    assert all(set(row) == {"sheet", "row", "reasons"} for row in file["rejected"])


def test_that_an_unreadable_sheet_changes_nothing(run: Run, new: Path, tmp_path: Path) -> None:
    before = run("list", "entries", new).document
    sheet = tmp_path / "x.xlsx"
    sheet.write_bytes(b"PK\x03\x04 not a workbook")
    said = run("import", new, sheet)
    assert said.code == 2
    assert len(said.err.strip().splitlines()) == 1
    assert run("list", "entries", new).document == before


def test_that_undo_takes_back_an_import(run: Run, new: Path, hotline: Path) -> None:
    run("import", new, hotline)
    assert len(run("list", "persons", new).document) == 20
    assert run("undo", new).code == 0
    assert run("list", "persons", new).document == []
    assert run("verify", new).code == 0
    assert run("undo", new, "--revision", 999).code == 3


def test_that_verify_tells_and_exits_with_one(run: Run, incident_path: Path) -> None:
    import sqlcipher3.dbapi2 as sqlite

    assert run("verify", incident_path, "--json").document["ok"] is True
    connection = sqlite.connect(str(incident_path))
    connection.execute("UPDATE entry SET officer = 'Nobody' WHERE revision = 3")
    connection.commit()
    connection.close()
    said = run("verify", incident_path)
    assert said.code == 1
    assert "entry 3 was altered" in said.err


def test_that_figures_are_as_of_a_time(run: Run, incident_path: Path) -> None:
    now = run("figures", incident_path, "--json").document
    assert set(now) == {"as_of", "affected", "unaccounted", "open", "overdue", "sheltered",
                        "moving", "out"}  # fmt: skip
    then = run("figures", incident_path, "--as-of", "2016-07-15T00:00", "--json").document
    assert (now["affected"], then["affected"]) == (6, 0)
    assert "Every national" in run("figures", incident_path).out


def test_that_backup_and_restore_go_round(run: Run, incident_path: Path, tmp_path: Path) -> None:
    assert run("backup", incident_path, tmp_path / "b").code == 0
    again = tmp_path / "again.situation"
    assert run("restore", tmp_path / "b", again).code == 0
    assert run("list", "persons", again).out == run("list", "persons", incident_path).out
    assert run("restore", tmp_path / "b", again).code == 2
    assert run("restore", tmp_path / "none", tmp_path / "y.situation").code == 2


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "Ask for help with: situationroom --help"),
        (["fly"], 2, "Ask for help"),
        (["list", "ghosts", "x"], 2, "Ask for help"),
        (["verify", "none.situation"], 2, "There is no incident file none.situation."),
        (["new", "x/y/z.situation", "--name", "A", "--country", "TR", "--kind", "coup",
          "--started", "2016-07-15"], 2, "cannot be opened"),
        (["new", "z.situation", "--name", "A", "--country", "Turkey", "--kind", "coup",
          "--started", "2016-07-15"], 2, "not an ISO country code"),
        (["new", "z.situation", "--name", "A", "--country", "TR", "--kind", "coup",
          "--started", "yesterday"], 2, "is not a time"),
        (["new", "z.situation", "--name", "A", "--country", "TR", "--kind", "coup",
          "--started", "2016-07-15", "--zone", "Mars/Base"], 2, "is not a time zone"),
        (["new", "z.situation", "--name", " ", "--country", "TR", "--kind", "coup",
          "--started", "2016-07-15"], 3, "needs a name"),
        (["new", "z.situation", "--name", "A", "--country", "TR", "--kind", "coup",
          "--started", "2016-07-15", "--exercise-time", "2016-07-16"], 3, "Only a drill"),
    ],
)  # fmt: skip
def test_that_wrong_use_is_one_plain_sentence(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*words)
    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["request", "take", "F", "0001-4"], 2, "0001-4 is not a number"),
        (["request", "take", "F", "0099-8"], 2, "is not a number"),
        (["request", "take", "F", "0077-1"], 3, "no longer exists"),
        (["request", "wait", "F", "0001-3", "--until", "soon"], 2, "is not a time"),
        (["request", "wait", "F", "0001-3", "--until", "2016-07-01T00:00"], 3, "still to come"),
        (["request", "resolve", "F", "0001-3"], 3, "how request 0001-3 ended"),
        (["request", "hand-over", "F", "0001-3"], 3, "Say who takes over."),
        (["movement", "assign", "F", "B-99", "0001-3"], 3, "There is no movement B-99."),
        (["movement", "assign", "F", "B-07", "0001-3"], 3, "would be split"),
        (["movement", "assign", "F", "B-07", "0077-1"], 3, "Nobody has the case number"),
        (["movement", "board", "F", "B-07", "0004-8"], 2, "is not a number"),
        (["movement", "cancel", "F", "B-07"], 3, "Say why"),
        (["movement", "depart", "F", "B-07"], 3, "cannot follow"),
        (["manifest", "F", "B-07", "--output", "D"], 3, "close it first"),
        (["shelter", "check-in", "F", "0001-3", "--at", "Nowhere"], 3, "no shelter called"),
        (["shelter", "count", "F", "Assembly Hall"], 3, "--count"),
        (["shelter", "open", "F", "none.csv"], 2, "none.csv"),
        (["household", "F", "陈家", "0001-3"], 3, "at least two"),
        (["figures", "F", "--as-of", "then"], 2, "is not a time"),
        (["undo", "F", "--revision", "1"], 3, "cannot be undone"),
        (["list", "persons", "F", "--format", "xlsx", "--output", "X"], 2, "x.xlsx"),
        (["backup", "F", "F"], 2, "could not be written"),
    ],
)
def test_that_a_refusal_is_one_plain_sentence_and_changes_nothing(
    run: Run, incident_path: Path, words: list[str], code: int, sentence: str
) -> None:
    before = run("list", "entries", incident_path).out
    places = {"F": str(incident_path), "D": str(incident_path.parent / "d")}
    places["X"] = str(incident_path / "x.xlsx")
    said = run(*(places.get(word, word) for word in words))
    assert sentence in said.err
    assert said.code == code
    assert len(said.err.strip().splitlines()) == 1
    assert run("list", "entries", incident_path).out == before


def test_that_complaints_are_said_in_chinese(run: Run, incident_path: Path) -> None:
    said = run("--language", "zh", "request", "resolve", incident_path, "0001-3")
    assert said.code == 3
    assert "请简要填写求助 0001-3 的办理结果" in said.err


def test_that_help_and_version_are_given(run: Run) -> None:
    assert run("--help").code == 0
    assert run("import", "--help").code == 0
    assert run("--version").out.strip()


WORDS = st.lists(
    st.sampled_from(
        ["new", "import", "list", "search", "request", "movement", "shelter", "household",
         "manifest", "handoff", "undo", "figures", "verify", "backup", "restore", "persons",
         "take", "assign", "check-in", "--json", "--name", "--to", "--output", "--where", "--full",
         "none.situation", "0001-3", "", "-", "--", "\x00", "陈海燕", "-1", "🚌", "--revision"]
    )
    | st.text(max_size=8),
    max_size=7,
)  # fmt: skip


@given(words=WORDS)
def test_that_no_command_line_ends_in_a_traceback(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if {"demo", "open"} & set(words) or not words:
        return
    try:
        assert main(words) in (0, 1, 2, 3)
    except SystemExit as left:
        assert left.code in (0, 2)


def _process(*words: object, **more: Any) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "situationroom", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60, **more
    )


def test_that_the_program_runs_as_a_process(incident_path: Path) -> None:
    assert _process("verify", incident_path).returncode == 0
    refused = _process("undo", incident_path, "--revision", "1", "--officer", "Li Kai")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr.strip() == "This has happened outside and cannot be undone."
    assert _process("fly").returncode == 2


def test_that_json_is_utf_8_whatever_the_terminal_says(incident_path: Path) -> None:
    import os

    said = _process("list", "persons", incident_path, env={**os.environ, "LC_ALL": "C",
                    "PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert said.returncode == 0
    assert "陈海燕" in said.stdout
