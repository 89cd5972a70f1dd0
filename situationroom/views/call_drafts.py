"""Call forms that are not stored yet, kept on the disk so that a crash loses nothing."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from situationroom.models.triage import Answered
from situationroom.models.vocabulary import Answer, Priority
from situationroom.settings import config_dir
from situationroom.views.call_typed import Subject, TypedCall


def drafts_dir() -> Path:
    """Where open call forms are kept until they are stored."""
    return config_dir() / "drafts"


def keep_draft(path: Path, incident: Path, typed: TypedCall) -> None:
    """Write a draft beside the old one and move it into place; a full disk loses nothing else."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    told = {"incident": str(incident), "call": asdict(typed)}
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        draft.replace(path)


def kept_drafts(incident: Path) -> list[tuple[Path, TypedCall]]:
    """Call forms of this incident that were not stored when the program ended, oldest first."""
    found = []
    for path in sorted(drafts_dir().glob("call-*.json")):
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(path.read_text(encoding="utf-8"))
            if told["incident"] == str(incident):
                found.append((path, _typed(told["call"])))
    return found


def _typed(told: dict[str, Any]) -> TypedCall:
    known = {f.name for f in fields(TypedCall)}
    plain = {name: value for name, value in told.items() if name in known}
    subjects: Sequence[dict[str, Any]] = plain.pop("subjects", [])
    answers = [_answered(one) for one in plain.pop("answers", [])]
    people = [Subject(**one) for one in subjects] or [Subject()]
    return TypedCall(**plain, subjects=people, answers=answers)


def _answered(told: dict[str, Any]) -> Answered:
    proposed = told.get("proposes")
    priority = Priority(proposed) if proposed else None
    return Answered(told["question"], told["asked"], Answer(told["answer"]), priority)
