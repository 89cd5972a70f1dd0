"""Old workbooks whose sectors follow one another for ever."""

from pathlib import Path

import pytest

from situationroom.intake.files import open_tables
from situationroom.intake.ole_chains import endless
from situationroom.models.errors import InputError

CORPUS = Path(__file__).parent.parent / "corpus"
END = b"\xfe\xff\xff\xff"


def test_that_sound_workbooks_have_an_end() -> None:
    files = [CORPUS / name for name in ("marked.xls", "saved_as.xls", "hidden_and_struck.xls")]
    assert not any(map(endless, files))


def test_that_a_chain_of_sectors_without_an_end_is_refused(tmp_path: Path) -> None:
    """Whoever follows it fills the memory."""
    data = bytearray((CORPUS / "marked.xls").read_bytes())
    table = (int.from_bytes(data[76:80], "little") + 1) * 512
    last = next(n for n in range(128) if data[table + 4 * n : table + 4 * n + 4] == END)
    data[table + 4 * last : table + 4 * last + 4] = last.to_bytes(4, "little")
    path = tmp_path / "list.xls"
    path.write_bytes(data)
    with pytest.raises(InputError, match="is damaged or was cut off"):
        open_tables(path)
