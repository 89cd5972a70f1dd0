"""Writes store/migrations/0001.sql from the tables. Only until the first release; then frozen."""

from pathlib import Path

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from situationroom.store import schema


def main() -> None:
    """Write the file."""
    lines = [f"PRAGMA application_id = {schema.APPLICATION_ID}"]
    for table in schema.metadata.sorted_tables:
        lines.append(str(CreateTable(table).compile(dialect=dialect())).strip())
        lines.extend(
            str(CreateIndex(index).compile(dialect=dialect())).strip()
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        )
    lines += [*schema.TEXT_DDL, "INSERT INTO head (revision) VALUES (0)"]
    target = Path(schema.__file__).parent / "migrations" / "0001.sql"
    target.write_text(";\n".join(lines) + ";\n", encoding="utf-8")


if __name__ == "__main__":
    main()
