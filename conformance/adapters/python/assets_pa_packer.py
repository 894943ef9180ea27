"""Makes a pack and its companions from a workspace; assets-pa, section 16."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from assets_pa import validate_pack
from assets_pa_packer_advice import advise
from assets_pa_packer_build import Build
from assets_pa_packer_workspace import read_workspace
from assets_pa_prelude import read_layout
from byte_sources import ByteSource
from findings import Judging

_PACK = "assets.pa"


def produce(folder: str, output: str, _options: dict, judging: Judging) -> None:
    """
    Writes the outputs of a build; nothing where something is refused, which `judging` then has. Otherwise it has what
    should be another way in the workspace.
    """
    assets = read_workspace(folder.encode(), judging)
    if judging.has_errors():
        return
    build = Build(assets, read_layout(judging.catalogue.contracts))
    with TemporaryDirectory(prefix=".", dir=Path(output).parent) as scratch:
        staged = Path(scratch) / "build"
        staged.mkdir()
        with open(staged / _PACK, "wb") as pack:
            build.write_pack(pack)
        _check_pack(staged / _PACK, judging)
        if judging.has_errors():
            return
        for name, text in build.companions().items():
            (staged / name).write_bytes(text.encode())
        for path in (*staged.iterdir(), staged):
            _synchronise(path)
        # All outputs are there in one step, so that none is ahead of another.
        os.rename(staged, output)
        _synchronise(Path(output).parent)
    advise(folder.encode(), judging)


def _check_pack(path: Path, judging: Judging) -> None:
    """What is declared soundly may still come to a header that no reader takes."""
    own = Judging(judging.profile, judging.catalogue)
    with ByteSource(path) as source:
        validate_pack(source, own)
    for finding in own.ordered():
        # By its path from the project, wherever it is to stand.
        judging.add(finding.rule, {"member": f"build/{path.name}", **finding.at}, finding.details)


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
