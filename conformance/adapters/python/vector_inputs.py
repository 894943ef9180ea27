"""Opens the input of a vector: the file beside it, or the folder that its entries describe."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from byte_sources import ByteSource
from package_folder import FolderSource


def open_artifact(path: str | Path) -> ByteSource | FolderSource:
    """An artifact to judge; a folder is one as well."""
    return FolderSource(path) if os.path.isdir(path) else ByteSource(path)


VECTORS = Path(__file__).resolve().parents[2] / "vectors"


def find_inputs(contract: str) -> list[Path]:
    """Folders of the vectors whose input stands beside them, by id: others are made when they are run."""
    return sorted(folder for folder in (VECTORS / contract).iterdir() if (folder / "input").exists())


@contextmanager
def open_input(vector: dict, folder: Path) -> Iterator[ByteSource | FolderSource]:
    """The input of the vector in this folder, under a name that says nothing."""
    if vector["input"].get("type") != "folder":
        with ByteSource(folder / vector["input"]["path"]) as source:
            yield source
        return
    with lay_out(vector, folder) as root:
        yield FolderSource(root)


@contextmanager
def lay_out(vector: dict, folder: Path) -> Iterator[Path]:
    """The folder that a vector's input is, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="vector-") as scratch:
        root = Path(scratch) / "input"
        root.mkdir()
        for entry in vector["input"]["entries"]:
            _make(entry, folder, root / entry["path"])
        yield root


def _make(entry: dict, folder: Path, path: Path) -> None:
    if entry["type"] == "directory":
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if entry["type"] == "link":
        path.symlink_to(entry["target"])
        return
    shutil.copyfile(folder / entry["content"], path)
    path.chmod(0o755 if entry.get("executable") else 0o644)
