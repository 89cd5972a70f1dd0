"""The tables. Record tables are spelled by the records' own fields; the rest stand here.

Derived tables (links, keys, stages, texts) can be made again from the records at any time; they
are kept by ``derive`` in the same transaction and are not journalled.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from situationroom.models import RECORDS
from situationroom.store.codec import FieldCodec, codecs

APPLICATION_ID = 0x53495455  # "SITU": tells our files from other people's SQLite files
VERSION = 13

metadata = MetaData()

_TYPES = {"text": Text, "integer": Integer, "real": Float, "bool": Integer, "json": Text}
_REFERENCES = {
    ("person", "household"): "household",
    ("report", "sheet"): "sheet",
    ("report", "request"): "request",
    ("note", "request"): "request",
    ("identity_check", "person"): "person",
    ("note", "person"): "person",
    ("note", "corrects"): "note",
    ("unit", "site"): "site",
    ("stay", "person"): "person",
    ("stay", "site"): "site",
    ("stay", "unit"): "unit",
    ("head_count", "site"): "site",
    ("movement", "next_leg"): "movement",
    ("booking", "person"): "person",
    ("booking", "movement"): "movement",
    ("manifest", "movement"): "movement",
    ("handoff", "recipient"): "recipient",
    ("request", "joined_into"): "request",
    ("task", "request"): "request",
    ("request_link", "a"): "request",
    ("request_link", "b"): "request",
    ("duty", "position"): "position",
    ("posting", "position"): "position",
    ("passage", "zone"): "zone",
    ("passage", "person"): "person",
    ("message", "repeats"): "message",
    ("delivery", "message"): "message",
    ("delivery", "person"): "person",
    ("delivery", "carried_by"): "delivery",
    ("reply", "report"): "report",
    ("reply", "delivery"): "delivery",
    ("reply", "request"): "request",
    ("check_item", "checklist"): "checklist",
    ("family_contact", "person"): "person",
    ("family_call", "contact"): "family_contact",
}
_INDEXED = {
    "person": ("household", "safety", "city", "presence"),
    "request": ("status", "owner", "due_at", "joined_into"),
    "report": ("fingerprint", "row_key", "request", "sheet", "caller_phone"),
    "note": ("request", "person"),
    "unit": ("site",),
    "stay": ("person", "unit", "site"),
    "head_count": ("site",),
    "booking": ("person", "movement"),
    "manifest": ("movement",),
    "handoff": ("recipient",),
    "merge": ("kept", "gone"),
    "apart": ("a", "b"),
    "attachment": ("person", "report"),
    "identity_check": ("person",),
    "task": ("request", "due_at"),
    "request_link": ("a", "b"),
    "duty": ("starts_at",),
    "posting": ("position", "until"),
    "zone": ("known_as",),
    "passage": ("zone", "person"),
    "delivery": ("message", "person", "address", "carried_by"),
    "reply": ("report", "delivery", "state"),
    "escalation": ("request", "person"),
    "check_item": ("checklist", "due_at"),
    "contact": ("kind", "city", "known_by"),
    "place": ("known_by",),
    "placing": ("key",),
    "family_contact": ("person", "phone", "next_at"),
    "family_call": ("contact",),
}


def _column(kind: str, codec: FieldCodec) -> "Column[Any]":
    if codec.name == "id":
        return Column("id", Integer, primary_key=True, autoincrement=False)
    target = _REFERENCES.get((kind, codec.name))
    references = [_deferred(target)] if target else []
    return Column(codec.name, _TYPES[codec.column], *references)


def _deferred(table: str, **more: Any) -> ForeignKey:
    # Deferred to the commit: an undo may put records back in any order.
    return ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED", **more)


def _record_table(kind: str) -> Table:
    columns = [_column(kind, codec) for codec in codecs(RECORDS[kind])]
    indexes = [Index(f"ix_{kind}_{name}", name) for name in _INDEXED.get(kind, ())]
    return Table(kind, metadata, *columns, *indexes)


TABLES: dict[str, Table] = {kind: _record_table(kind) for kind in RECORDS}

head = Table("head", metadata, Column("revision", Integer, nullable=False))
counter = Table(
    "counter",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
entry = Table(
    "entry",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False, index=True),
    Column("officer", Text, nullable=False),
    Column("workstation", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("entry.revision")),
    Column("undoable", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)
change = Table(
    "change",
    metadata,
    Column("revision", Integer, ForeignKey("entry.revision"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    PrimaryKeyConstraint("revision", "position"),
    Index("ix_change_record", "kind", "id"),
    sqlite_with_rowid=False,
)

# Derived.
request_person = Table(
    "request_person",
    metadata,
    Column("request", Integer, _deferred("request"), nullable=False),
    Column("person", Integer, _deferred("person"), nullable=False, index=True),
    PrimaryKeyConstraint("request", "person"),
    sqlite_with_rowid=False,
)
report_person = Table(
    "report_person",
    metadata,
    Column("report", Integer, _deferred("report"), nullable=False),
    Column("person", Integer, _deferred("person"), nullable=False, index=True),
    PrimaryKeyConstraint("report", "person"),
    sqlite_with_rowid=False,
)
person_key = Table(
    "person_key",
    metadata,
    Column("key", Text, nullable=False),
    Column("person", Integer, nullable=False, index=True),
    PrimaryKeyConstraint("key", "person"),
    sqlite_with_rowid=False,
)
person_stage = Table(
    "person_stage",
    metadata,
    Column("person", Integer, primary_key=True, autoincrement=False),
    Column("stage", Text, nullable=False, index=True),
    Column("site", Integer),
    Column("movement", Integer),
)
request_about = Table(
    "request_about",
    metadata,
    Column("request", Integer, _deferred("request"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("household", Integer),
    Column("contact", Text),
)
DERIVED = (request_person, report_person, person_key, person_stage, request_about)

# The usual orders of the long lists, kept as they are asked for, with all that is asked beside:
# a list of 100,000 is read off them instead of sorted.
Index(
    "ix_request_rolling",
    text("status <> 'new'"),
    text("CASE priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END"),
    text("CASE status WHEN 'new' THEN due_at ELSE coalesce(waiting_until, due_at) END"),
    "status",
    "priority",
    "category",
    "owner",
    "party",
    _table=TABLES["request"],
)
Index(
    "ix_request_counted",
    *(TABLES["request"].c[name] for name in ("status", "priority", "category", "owner", "party")),
)
Index(
    "ix_request_waits",
    TABLES["request"].c.waiting_until,
    sqlite_where=text("waiting_until IS NOT NULL"),
)
Index(
    "ix_request_next",
    TABLES["request"].c.next_action_at,
    sqlite_where=text("next_action_at IS NOT NULL"),
)
Index(
    "ix_person_name",
    text("native_name = ''"),
    "native_name",
    "surname",
    "given_names",
    _table=TABLES["person"],
)
Index("ix_person_unplaced", TABLES["person"].c.id, sqlite_where=text("lat IS NULL"))

# Hanzi are kept apart by spaces, so that one or two of them are found as a phrase; the table keeps
# no copy of the words, and can still forget a row.
TEXT_TABLES = ("person_text", "request_text")
TEXT_DDL = tuple(
    f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', contentless_delete=1, "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 4')"
    for name in TEXT_TABLES
)
