"""What takes long and is made of the same values is made once: kept in .cache/, by content.

A key is the hash of a function's arguments and of all that hooks/ holds, so a changed template,
program or package asks for other keys, and nothing that is old can come back. Delete the folder
whenever you like.
"""

import pickle
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from jinja2 import Environment, FileSystemBytecodeCache

HERE = Path(__file__).parent
FOLDER = HERE.parent / ".cache"
PACKAGES = ("fontpkg-atkinson-hyperlegible", "pillow", "pypdfium2", "tinycss2", "typst")
MAX_AGE = 7 * 24 * 3600  # seconds
Result = TypeVar("Result")


def cached(function: Callable[..., Result]) -> Callable[..., Result]:
    """`function`, whose result is read from the folder if these arguments were given before.

    For functions whose result hangs on nothing but their arguments, which must have a `repr` of
    all that they are, on the files in hooks/ and on PACKAGES. Errors are not kept. A
    folder that cannot be written to costs time and nothing else.
    """

    @wraps(function)
    def kept(*values):
        made_of = repr((_code_hash(), function.__module__, function.__name__, values))
        file = FOLDER / sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            return pickle.loads(file.read_bytes())
        result = function(*values)
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
            with NamedTemporaryFile(dir=FOLDER, delete=False) as new:
                new.write(pickle.dumps(result))
            Path(new.name).replace(file)
            for other in FOLDER.iterdir():
                if other.stat().st_mtime < time.time() - MAX_AGE:
                    other.unlink()
        return result

    return kept


def keep_compiled(environment: Environment) -> None:
    """Templates, too, are compiled once: MkDocs forgets them with each build while serving."""
    with suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(FOLDER))


@cache
def _code_hash() -> str:
    """A hash of this Python, the packages that draw and read, and the files in hooks/."""
    found = sha256(repr((sys.version, [version(name) for name in PACKAGES])).encode())
    for path in sorted(HERE.rglob("*.*")):
        if path.suffix in (".py", ".typ", ".svg"):
            found.update(path.relative_to(HERE).as_posix().encode() + path.read_bytes())
    return found.hexdigest()
