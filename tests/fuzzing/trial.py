"""One try: read the bytes as a file, and say what went wrong if anything did."""

import time
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from situationroom.commands.imports import context_of
from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context, FileReading
from situationroom.models import Incident
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import IncidentKind
from situationroom.words import sentence
from tests.fuzzing.hostile_cells import sheet
from tests.fuzzing.mutants import mutant

LONGEST = 20.0  # seconds of processor time a file may take
CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one file; ``wrong`` is empty when all is well."""

    seed: int
    seconds: float
    refused: bool
    wrong: str


def context() -> Context:
    """An incident in Turkey, read against the real gazetteer."""
    started = datetime(2016, 7, 15, 19, tzinfo=UTC)
    incident = Incident(1, "Fuzz", IncidentKind.COUP, "TR", started)
    return context_of(incident, datetime(2016, 7, 19, 9, tzinfo=UTC))


def samples() -> list[tuple[str, bytes]]:
    """The corpus's files: (ending, bytes)."""
    files = (p for p in sorted(CORPUS.iterdir()) if p.is_file())
    kept = [p for p in files if not p.name.endswith((".truth.json", ".py"))]
    return [(path.suffix, path.read_bytes()) for path in kept]


def made(seed: int, known: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The file of this seed: (ending, bytes); every fourth is a sheet of hostile cells."""
    random = Random(seed)  # noqa: S311 - nothing secret
    if seed % 4 == 0:
        return ".csv", sheet(random)
    ending, data = random.choice(known)
    return ending, mutant(data, random)


def attempt(seed: int, known: list[tuple[str, bytes]], where: Context, folder: Path) -> Trial:
    """Read the file of this seed; anything but a reading or one plain sentence is wrong."""
    ending, data = made(seed, known)
    path = folder / f"mutant{ending}"
    path.write_bytes(data)
    started = time.process_time()
    refused, wrong = False, ""
    try:
        wrong = not_accounted(read_lists(path, where, quiet))
    except InputError as error:
        refused, wrong = True, no_sentence(sentence(error))
    except Exception:
        wrong = traceback.format_exc()
    seconds = time.process_time() - started
    return Trial(seed, seconds, refused, wrong or ("slow" if seconds > LONGEST else ""))


def not_accounted(reading: FileReading) -> str:
    """Rows that are read without a person, or that stand there twice."""
    for one in reading.sheets:
        numbers = [row.row for row in one.rows]
        if len(set(numbers)) != len(numbers):
            return f"rows of {one.name!r} are there twice"
        if any((row.outcome == "read") != bool(row.persons) for row in one.rows):
            return f"a row of {one.name!r} is read without a person"
    return ""


def no_sentence(text: str) -> str:
    """What is wrong with the words of a refusal: it is one line, and ends as sentences do."""
    good = "\n" not in text and text.endswith((".", "。")) and "Traceback" not in text
    return "" if good else f"no plain sentence: {text!r}"


def quiet(_done: int, _total: int, _label: str) -> None:
    """Nobody watches."""
