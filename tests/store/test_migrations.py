"""From any older version to the present one, and never back."""

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, text

from situationroom.commands.events import record_event
from situationroom.models.errors import StoreError
from situationroom.store import connect, migrations, schema
from situationroom.store.connect import memory
from situationroom.store.incident_file import open_incident
from situationroom.store.journal import entries_after
from situationroom.store.verify import verify
from tests.cast import OFFICER

NEXT = schema.VERSION + 1
_FORWARD = {
    NEXT: "CREATE TABLE weather (id INTEGER PRIMARY KEY);\nINSERT INTO weather VALUES (7);\n"
}


def shape(connection: Connection) -> dict[str, Any]:
    """Tables, columns, indexes and references as the database itself describes them."""
    names = connection.scalars(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ).all()
    return {
        name: {
            "columns": connection.execute(text(f"PRAGMA table_info({name})")).fetchall(),
            "references": sorted(
                tuple(row)[2:]
                for row in connection.execute(text(f"PRAGMA foreign_key_list({name})"))
            ),
            "indexes": sorted(
                tuple(row)[1:3] for row in connection.execute(text(f"PRAGMA index_list({name})"))
            ),
        }
        for name in names
    }


def test_that_the_steps_end_in_what_the_schema_says() -> None:
    stepped, declared = memory(), connect._engine_of(lambda: sqlite.connect(":memory:"))
    with stepped.begin() as here, declared.begin() as there:
        schema.metadata.create_all(there)
        for statement in schema.TEXT_DDL:
            there.exec_driver_sql(statement)
        assert shape(here) == shape(there)
        assert here.scalar(text("PRAGMA application_id")) == schema.APPLICATION_ID
        assert here.scalar(text("PRAGMA user_version")) == schema.VERSION
    stepped.dispose()
    declared.dispose()


def test_that_there_is_one_step_for_every_version() -> None:
    assert sorted(migrations.written_steps()) == list(range(1, schema.VERSION + 1))


def test_that_an_older_file_is_brought_forward(
    incident_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = {**migrations.written_steps(), **_FORWARD}
    monkeypatch.setattr(migrations, "written_steps", lambda: steps)
    monkeypatch.setattr(schema, "VERSION", NEXT)
    file = open_incident(incident_path, OFFICER)
    assert file.ask(_version) == NEXT
    assert file.ask(lambda c: c.scalar(text("SELECT id FROM weather"))) == 7
    assert file.ask(verify).ok
    file.close()
    again = open_incident(incident_path, OFFICER)
    assert again.ask(_version) == NEXT
    again.close()


def test_that_a_step_that_fails_leaves_the_older_file(
    incident_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {
        **migrations.written_steps(),
        NEXT: _FORWARD[NEXT] + "INSERT INTO nothing VALUES (1);\n",
    }
    monkeypatch.setattr(migrations, "written_steps", lambda: broken)
    monkeypatch.setattr(schema, "VERSION", NEXT)
    with pytest.raises(StoreError):
        open_incident(incident_path, OFFICER)
    monkeypatch.undo()
    file = open_incident(incident_path, OFFICER)
    assert file.ask(_version) == NEXT - 1
    assert "weather" not in file.ask(shape)
    assert file.ask(verify).ok
    file.close()


def test_that_an_older_file_is_read_as_a_present_one_and_stays_as_it_is(
    incident_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = {**migrations.written_steps(), **_FORWARD}
    monkeypatch.setattr(migrations, "written_steps", lambda: steps)
    monkeypatch.setattr(schema, "VERSION", NEXT)
    before = incident_path.read_bytes()
    file = open_incident(incident_path, OFFICER, read_only=True)
    assert file.ask(_version) == NEXT
    assert file.ask(lambda c: c.scalar(text("SELECT id FROM weather"))) == 7
    assert file.ask(verify).ok
    with pytest.raises(StoreError, match="read-only"):
        file.run(record_event, "The embassy called.")
    file.close()
    assert incident_path.read_bytes() == before


def test_that_the_first_entry_of_a_file_is_its_opening(incident_path: Path) -> None:
    file = open_incident(incident_path, OFFICER, read_only=True)
    first = file.ask(entries_after, 0)[0]
    assert (first.revision, first.verb, first.undoable) == (1, "found_incident", False)
    file.close()


def _version(connection: Connection) -> int:
    return int(connection.scalar(text("PRAGMA user_version")) or 0)
