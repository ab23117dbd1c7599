"""A cache on disk, in .cache/, for functions that are slow and depend on their arguments alone.

A key hashes the function's arguments and every file in hooks/, so a changed template, module or
package gives a new key and no stale result is ever read. The folder can be deleted at any time.
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

HOOKS = Path(__file__).parent
FOLDER = HOOKS.parent / ".cache"
PACKAGES = (
    *("fontpkg-atkinson-hyperlegible", "fontpkg-noto-sans", "fontpkg-noto-sans-arabic"),
    *("fontpkg-noto-sans-tamil", "fontpkg-noto-sans-thai"),
    *("pillow", "pypdfium2", "tinycss2", "typst"),
)
MAX_AGE = 7 * 24 * 3600  # seconds
Result = TypeVar("Result")


def cached(function: Callable[..., Result]) -> Callable[..., Result]:
    """`function` with its results kept on disk.

    The result may depend on nothing but the arguments, the files in hooks/ and PACKAGES. An
    argument's `repr` must give its full value. Exceptions are not cached. If the folder cannot be
    written to, the function simply runs each time.
    """

    @wraps(function)
    def wrapper(*args):
        key = repr((_code_hash(), function.__module__, function.__name__, args))
        file = FOLDER / sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            return pickle.loads(file.read_bytes())
        result = function(*args)
        with suppress(OSError):
            FOLDER.mkdir(exist_ok=True)
            with NamedTemporaryFile(dir=FOLDER, delete=False) as new:
                new.write(pickle.dumps(result))
            Path(new.name).replace(file)
            _delete_old()
        return result

    return wrapper


def cache_templates(environment: Environment) -> None:
    """Keeps compiled templates on disk: MkDocs drops them at each rebuild while serving."""
    with suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(FOLDER))


@cache
def _delete_old() -> None:
    """Deletes files older than MAX_AGE. Runs once per process: checking them all is slow."""
    for path in FOLDER.iterdir():
        if path.stat().st_mtime < time.time() - MAX_AGE:
            path.unlink()


@cache
def _code_hash() -> str:
    """A hash of the Python version, PACKAGES and the files in hooks/."""
    digest = sha256(repr((sys.version, [version(name) for name in PACKAGES])).encode())
    for path in sorted(HOOKS.rglob("*.*")):
        if path.suffix in (".py", ".typ", ".svg"):
            digest.update(path.relative_to(HOOKS).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
