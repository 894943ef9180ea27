"""Which assets a workspace has, and where; assets-pa, section 14."""

import json
import os
import re
import stat
from dataclasses import dataclass

from assets_pa_packer_documents import DocumentKind, WorkspaceDocument
from assets_pa_packer_paths import find_status, is_plain_path
from assets_pa_prelude import read_layout
from findings import Judging

_PATH = "assets/.prometeu/index.json"
_KIND = DocumentKind("asset-registry", "registry-schema", "registry-missing")
_CONTROL_FOLDER = ".prometeu"
_QUARANTINE = b"assets/.prometeu/quarantine"
# Id and UUID of an asset that was removed, as its folder is called.
_REMOVED = re.compile(rb"([1-9][0-9]{0,9})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class RegisteredAsset:
    """One entry of the registry."""

    index: int
    id: int
    uuid: str
    root: str
    is_included: bool

    @property
    def has_plain_root(self) -> bool:
        """Whether the root is a path below `assets/` that may be looked at."""
        return is_plain_path(self.root) and self.root.split("/")[0] != _CONTROL_FOLDER


@dataclass(frozen=True)
class Registry:
    """The registered assets, in the order of the document."""

    document: WorkspaceDocument
    listed: list[RegisteredAsset]

    def canonical_text(self) -> str:
        """The form in which the registry should be written."""
        entries = [
            {"asset_id": each.id, "asset_uuid": each.uuid, "root": each.root, "included_in_build": each.is_included}
            for each in sorted(self.listed, key=lambda each: each.id)
        ]
        form = {"schema_version": 1, "next_asset_id": int(self.document.value["next_asset_id"]), "assets": entries}
        return json.dumps(form, indent=2, ensure_ascii=False) + "\n"


def read_registry(project: bytes, judging: Judging) -> Registry | None:
    """The registry; None where it cannot be read."""
    document = _KIND.read(project, _PATH, judging)
    if document is None:
        return None
    listed = [
        RegisteredAsset(
            index, int(entry["asset_id"]), entry["asset_uuid"], entry["root"], entry["included_in_build"]
        )
        for index, entry in enumerate(document.value["assets"])
    ]
    for registered in listed:
        if not registered.has_plain_root:
            document.refuse("registry-root-path", f"/assets/{registered.index}/root")
    _check_unique(document, listed)
    _check_nesting(document, listed)
    _check_next_id(document, [*(each.id for each in listed), *_find_removed(project, judging)])
    return Registry(document, listed)


def _check_unique(document: WorkspaceDocument, listed: list[RegisteredAsset]) -> None:
    """Ids, UUIDs and roots stand once; the later entry is named."""
    ids: dict[int, RegisteredAsset] = {}
    uuids: dict[str, RegisteredAsset] = {}
    roots: dict[str, RegisteredAsset] = {}
    for each in listed:
        at = f"/assets/{each.index}"
        first = ids.setdefault(each.id, each)
        if first is not each:
            document.refuse("registry-duplicate-id", f"{at}/asset_id", id=each.id, first=f"/assets/{first.index}")
        first = uuids.setdefault(each.uuid, each)
        if first is not each:
            document.refuse("registry-duplicate-uuid", f"{at}/asset_uuid", id=each.id, other=first.id)
        first = roots.setdefault(each.root, each)
        if first is not each:
            document.refuse("registry-duplicate-root", f"{at}/root", id=each.id, other=first.id)


def _check_nesting(document: WorkspaceDocument, listed: list[RegisteredAsset]) -> None:
    owners = {each.root: each.id for each in reversed(listed)}
    for each in listed:
        segments = each.root.split("/")
        for count in range(1, len(segments)):
            other = owners.get("/".join(segments[:count]))
            if other is not None:
                document.refuse("registry-nested-root", f"/assets/{each.index}/root", id=each.id, other=other)


def _find_removed(project: bytes, judging: Judging) -> list[int]:
    """The ids of the assets whose folders lie in quarantine."""
    folder = os.path.join(project, _QUARANTINE)
    status = find_status(folder)
    if status is None or not stat.S_ISDIR(status.st_mode):
        return []
    greatest = read_layout(judging.catalogue.contracts)["constants"]["max_asset_id"]
    ids = [int(name[1]) for name in map(_REMOVED.fullmatch, os.listdir(folder)) if name is not None]
    return [number for number in ids if number <= greatest]


def _check_next_id(document: WorkspaceDocument, ids: list[int]) -> None:
    greatest = max(ids, default=0)
    following = int(document.value["next_asset_id"])
    if following <= greatest:
        document.refuse("registry-next-id", "/next_asset_id", actual=following, id=greatest)
