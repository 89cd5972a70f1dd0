"""The pictures of the documentation: `make screenshots` renews docs/images from the demonstration.

The same story and the same rooms every time; only what the program draws differently changes.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import cast

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
COMMON, RARE = 150, 100  # colours
PRINT_SCALE = 1.6


def main() -> int:
    """Tell the demonstration, photograph its rooms and the first page of a manifest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["SITUATIONROOM_HOME"] = str(folder / "home")
        from situationroom.demo import make_incident
        from situationroom.gallery import Look, photograph

        incident = folder / "demo.situation"
        make_incident(incident)
        english = photograph(incident, folder / "en", [Look(1440, 900, "dark", "en")])
        chinese = photograph(
            incident, folder / "zh", [Look(1440, 900, "light", "zh")], rooms=["requests"]
        )
        IMAGES.mkdir(parents=True, exist_ok=True)
        english += photograph(
            incident,
            folder / "pages",
            [Look(1440, 900, "dark", "en")],
            rooms=["escalations", "briefing"],
        )
        for path in english:
            _keep(path, f"{_room(path)}.png")
        for path in chinese:
            _keep(path, f"{_room(path)}-zh.png")
        for path in _import_pictures(incident, folder):
            _keep(path, f"{path.stem.split('-')[0]}{'-zh' if path.stem.endswith('zh') else ''}.png")
        for path in _identity_pictures(incident, folder):
            _keep(path, path.name)
        for path in _street_pictures(incident, folder):
            _keep(path, f"map-streets{'-zh' if path.stem.endswith('zh') else ''}.png")
        _keep(_replay(incident, folder), "replay.png")
        _keep(_manifest(incident, folder), "manifest.png")
        _keep(_room_sees(incident, folder), "briefing-room.png")
    return 0


def _import_pictures(incident: Path, folder: Path) -> list[Path]:
    """The preview of an agency's list: its problems in both languages, whom it probably means."""
    from import_pictures import agency_list, picture_import

    from situationroom.gallery import Look

    sheet = agency_list(incident, folder / "旅行社名单.xlsx")
    light = Look(1440, 900, "light", "zh")
    return [
        *picture_import(incident, sheet, folder, Look(1440, 900, "dark", "en")),
        *picture_import(incident, sheet, folder, light, ["import"]),
    ]


def _identity_pictures(incident: Path, folder: Path) -> list[Path]:
    """Persons told of twice, missing meets found, who a call may mean."""
    from identity_pictures import picture_identity, told_again

    return picture_identity(told_again(incident, folder / "again.situation"), folder)


def _street_pictures(incident: Path, folder: Path) -> list[Path]:
    """The map over a street map, in both languages."""
    from street_pictures import picture_streets

    from situationroom.gallery import Look

    looks = [Look(1440, 900, "dark", "zh"), Look(1440, 900, "light", "en")]
    return picture_streets(incident, folder, looks)


def _replay(incident: Path, folder: Path) -> Path:
    """The map looking back."""
    from map_pictures import picture_replay

    from situationroom.gallery import Look

    return picture_replay(incident, folder, Look(1440, 900, "dark", "en"))


def _manifest(incident: Path, folder: Path) -> Path:
    """The first page of the first manifest, as a picture."""
    import pypdfium2

    from situationroom.commands.manifest_files import write_manifest
    from situationroom.store.incident_file import open_incident
    from situationroom.store.queries.transport import movements
    from situationroom.texts import set_language

    set_language("zh")
    file = open_incident(incident, "", read_only=True)
    closed = next(r.movement.id for r in file.ask(movements) if r.movement.version)
    printed = write_manifest(file.ask, closed, folder, "pdf")
    file.close()
    picture = folder / "manifest.png"
    document = pypdfium2.PdfDocument(printed)
    document[0].render(scale=PRINT_SCALE).to_pil().save(picture)
    document.close()
    return picture


def _room_sees(incident: Path, folder: Path) -> Path:
    """The first page of the briefing as the room sees it."""
    from situationroom.commands.briefing_picture import picture
    from situationroom.gallery import photograph_briefing
    from situationroom.store.incident_file import open_incident

    file = open_incident(incident, "", read_only=True)
    pages = photograph_briefing(file.ask(picture, file.now()), folder / "room")
    file.close()
    return pages[0]


def _room(path: Path) -> str:
    return path.name.split("-")[0]


def _keep(picture: Path, name: str) -> None:
    """With few colours: a third of the size, unseen."""
    image = Image.open(picture).convert("RGB")
    small = image.quantize(palette=_palette(image), dither=Image.Dither.NONE)
    draft = picture.with_suffix(".small.png")
    small.save(draft, optimize=True)
    shutil.copyfile(draft, IMAGES / name)
    print(IMAGES / name)


def _palette(image: Image.Image) -> Image.Image:
    """The commonest colours as they are, so that no ground is tinted, and the rare ones' spread."""
    counted = sorted(image.getcolors(1 << 24) or (), reverse=True)[:COMMON]
    common = [part for _count, colour in counted for part in cast("tuple[int, ...]", colour)]
    rare = image.quantize(RARE, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*common, *rare[: RARE * 3]])
    return palette


if __name__ == "__main__":
    sys.exit(main())
