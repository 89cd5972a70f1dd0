"""Files that are no spreadsheet and still lists: Person Finder's XML and carriers' messages."""

from pathlib import Path

from situationroom.intake.edifact import is_edifact
from situationroom.intake.paxlst import read_paxlst
from situationroom.intake.pfif import read_pfif
from situationroom.intake.pfif_xml import is_pfif
from situationroom.intake.tables import Table


def is_exchange(path: Path) -> bool:
    """Whether the file is one of these formats, by its beginning, whatever its name."""
    return is_pfif(path) or is_edifact(path)


def read_exchange(path: Path) -> tuple[Table, ...]:
    """The file as tables that say what their columns hold. Raises InputError in one sentence."""
    return (read_pfif(path),) if is_pfif(path) else read_paxlst(path)
