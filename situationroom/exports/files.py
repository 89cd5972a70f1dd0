"""A file that is written beside its place and moved there only when it is complete."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from situationroom.models.errors import StoreError

FilePath: TypeAlias = "str | os.PathLike[str]"


@contextmanager
def replacing(path: FilePath) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; move it into place when the block ends well.

    Makes the folder where it is missing. Raises StoreError when the disk refuses; whatever stood
    at ``path`` before is then still there.
    """
    target = Path(path)
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(target)
    except OSError as error:
        raise StoreError(
            "{file} could not be written: {reason}. Choose another folder or make room, then try "
            "again.",
            file=target,
            reason=error.strerror or str(error),
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
