"""The walls of the house: who may import whom, where SQL may stand, how long a file may grow."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter import cli as import_linter

from situationroom.cli.arguments import NOUNS

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.usefixtures("uncollected")
PACKAGE = ROOT / "situationroom"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
_DATABASES = ("sqlalchemy", "sqlcipher3", "sqlite3")
_SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|CREATE\s+(VIRTUAL\s+)?TABLE|DROP\s+TABLE|PRAGMA\s+\w+)\b",
    re.DOTALL,
)


def contracts() -> list[str]:
    """The names of the contracts in pyproject.toml."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in config["tool"]["importlinter"]["contracts"]]


def test_that_every_import_keeps_the_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    kept = import_linter.lint_imports(no_cache=True)
    said = capsys.readouterr().out
    assert kept == import_linter.EXIT_STATUS_SUCCESS, said
    assert len(contracts()) >= 3


def test_that_sql_stands_only_in_the_store() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:60]!r}"
        for path in SOURCES
        if PACKAGE / "store" not in path.parents
        for line, text in strings(path)
        if _SQL.search(text)
    ]
    assert not found, "\n".join(found)


def test_that_no_room_but_the_store_imports_a_database() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        if PACKAGE / "store" not in path.parents
        for name in imports(path)
        if name.split(".")[0] in _DATABASES
    ]
    assert not found, "\n".join(found)


def test_that_the_models_need_the_standard_library_only() -> None:
    import sys

    known = sys.stdlib_module_names | {"situationroom"}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (PACKAGE / "models").glob("*.py")
        for name in imports(path)
        if name.split(".")[0] not in known
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("folder", ["situationroom", "tests", "bench", "scripts"])
def test_that_no_file_is_too_long_to_read(folder: str) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / folder).rglob("*.py")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_that_nothing_needs_the_folder_beside_the_repository() -> None:
    found = [
        str(path.relative_to(ROOT)) for path in SOURCES if "../shared" in path.read_text("utf-8")
    ]
    assert not found


def test_that_every_noun_of_the_contract_can_be_listed() -> None:
    from situationroom.cli.lists import _QUERIES

    assert set(NOUNS) == set(_QUERIES)


@cache
def parsed(path: Path) -> ast.Module:
    """The source of one file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string constant of a file that is no docstring, with its line."""
    tree = parsed(path)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and id(node) not in docstrings:
            yield getattr(node, "lineno", 0), value


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file it does."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
