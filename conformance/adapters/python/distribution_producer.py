"""Publishes what the configuration of a repository names; distribution, section 8."""

import json
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import strict_tar
from byte_sources import MemorySource
from distribution_documents import CHECKSUMS, INDEX, MANIFEST, PROVENANCE, parse_document
from distribution_release import AlreadyPublished, Release
from distribution_rules import check_document, check_rows_apart
from distribution_sources import Sources
from distribution_values import is_safe_path
from findings import Judging

_SIDECARS = {
    "package/manifest.json": MANIFEST,
    "package/checksums.json": CHECKSUMS,
    "package/provenance.json": PROVENANCE,
}


def produce(folder: str, output: str, options: dict, judging: Judging) -> None:
    """Writes the repository as it stands afterwards; nothing where something is refused, which `judging` then has."""
    sources = Sources(folder, options, judging)
    if not sources.judge():
        return
    try:
        made = Release(options, sources.root, sources.builds).make()
    except AlreadyPublished as other:
        expected, actual = other.args
        details = {"expected": expected, "actual": actual}
        judging.add("distribution/artifact-immutable", {"member": sources.index_path}, details)
        return
    # An archive comes ahead of what describes it.
    for path, data in made.items():
        _check_made(path, data, sources.index_path, judging)
        if judging.has_errors():
            return
    index = made.get(sources.index_path) or (sources.root / sources.index_path).read_bytes()
    gone = sources.removed_paths(json.loads(index))
    _publish(sources.root, made, gone, Path(output))


def _check_made(path: str, data: bytes, index_path: str, judging: Judging) -> None:
    """Whether a file is one that readers take: an option or a name may fit no archive and no document."""
    own = Judging("hardened", judging.catalogue)
    kind = INDEX if path == index_path else _SIDECARS.get("/".join(path.split("/")[-2:]))
    if not is_safe_path(path):
        own.add("distribution/path-unsafe")
    elif kind is None and path.endswith(".tar.gz"):
        strict_tar.validate(MemorySource(data), own)
    elif kind is not None:
        document = parse_document(kind, data, path, own)
        if document is not None:
            check_document(document)
        if document is not None and kind == INDEX:
            check_rows_apart(document, lambda row: row.value["gitsha"])
    if own.has_errors() and kind is None and is_safe_path(path):
        judging.add("distribution/build-failed", {}, {"problem": f"no archive holds these files: {own.ordered()[0].rule}"})
    elif own.has_errors():
        judging.add("distribution/product-not-canonical", {"member": path}, {"rule": own.ordered()[0].rule})


def _publish(root: Path, made: dict[str, bytes], gone: list[str], output: Path) -> None:
    """The repository with the files in it, at the output in one step."""
    with TemporaryDirectory(prefix=".", dir=output.parent) as scratch:
        staged = Path(scratch) / "repository"
        shutil.copytree(root, staged, symlinks=True)
        for path, data in made.items():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_bytes(data)
        for path in gone:
            (staged / path).unlink(missing_ok=True)
        os.rename(staged, output)
