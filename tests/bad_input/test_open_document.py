"""An OpenDocument file whose sheet never ends; its reader would wait for the end for ever."""

import zipfile
from pathlib import Path

import pytest

from situationroom.intake.files import open_tables
from situationroom.models.errors import InputError

CORPUS = Path(__file__).parent.parent / "corpus"


def test_that_a_sheet_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(CORPUS / "saved_as.ods") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "content.xml":
                data = data.replace(b"</table:table>", b"</text:p>")
            new.writestr(name, data)
    with pytest.raises(InputError, match="is damaged or was cut off"):
        open_tables(path)
