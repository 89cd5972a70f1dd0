"""Every step from an empty file to the present tables, one SQL file a version, never edited later.

``0001.sql`` makes the first version; a later version adds the next number. A file of any older
version is brought forward in one transaction; ``tests/store/test_migrations.py`` proves that the
steps end in what ``schema`` says.
"""

from importlib.resources import files

from sqlalchemy import Connection, text


def migrate(connection: Connection, steps: dict[int, str] | None = None) -> None:
    """Bring the file to the newest version within the connection's transaction."""
    version = int(connection.scalar(text("PRAGMA user_version")) or 0)
    for number, script in sorted((steps or written_steps()).items()):
        if number > version:
            _run(connection, script)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")


def written_steps() -> dict[int, str]:
    """The SQL of every version by its number."""
    folder = files(__package__)
    return {
        int(file.name[:4]): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    }


def _run(connection: Connection, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
