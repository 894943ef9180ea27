"""What lies in a workspace and belongs to no build; assets-pa, section 18."""

import os
import stat
from collections.abc import Iterator

from assets_pa_packer_asset import DeclaredAsset
from assets_pa_packer_paths import find_status
from assets_pa_packer_registry import RegisteredAsset
from findings import Judging

_CONTROL = ".prometeu"
_DECLARATION = "asset.json"
# Smaller files are no waste.
_LARGE = 1 << 20


def survey(project: bytes, listed: list[RegisteredAsset], assets: list[DeclaredAsset], judging: Judging) -> None:
    """
    Looks at everything below `assets/`; links are not followed. What other packers leave behind has names of theirs, and
    this one stages nothing in a workspace.
    """
    registered = {each.root for each in listed}
    owned = {asset.registered.root for asset in assets}
    used = {each.file.location for asset in assets for each in asset.inputs if each.file is not None}
    for folder, name, entry in _walk(os.path.join(project, b"assets")):
        member = "/".join(("assets", *filter(None, (folder, name))))
        if name == _DECLARATION:
            if folder and folder not in registered:
                judging.add("assets-pa/unregistered-asset", {"member": member})
        elif entry.is_file(follow_symlinks=False) and _lies_in(folder, owned):
            size = entry.stat(follow_symlinks=False).st_size
            if size >= _LARGE and os.path.realpath(entry.path) not in used:
                judging.add("assets-pa/unused-file", {"member": member}, {"size": size})


def _walk(root: bytes) -> Iterator[tuple[str, str, os.DirEntry]]:
    """Everything but folders, by folder and name; what has no name that is a text cannot be pointed at."""
    pending = [""]
    while pending:
        folder = pending.pop()
        location = os.path.join(root, folder.encode())
        # The path of a folder may be longer than the system takes.
        status = find_status(location, follows=True)
        if status is None or not stat.S_ISDIR(status.st_mode):
            continue
        with os.scandir(location) as entries:
            for entry in entries:
                try:
                    name = entry.name.decode()
                except UnicodeDecodeError:
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    yield folder, name, entry
                elif folder or name != _CONTROL:
                    pending.append(f"{folder}/{name}" if folder else name)


def _lies_in(folder: str, roots: set[str]) -> bool:
    segments = folder.split("/")
    return any("/".join(segments[: count + 1]) in roots for count in range(len(segments)))
