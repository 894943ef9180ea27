"""A workspace, and the assets of its build; assets-pa, sections 13 to 16."""

import os
import stat

from assets_pa_packer_asset import DeclaredAsset
from assets_pa_packer_declaration import DeclarationTotal, read_declaration
from assets_pa_packer_paths import find_status
from assets_pa_packer_registry import RegisteredAsset, read_registry
from assets_pa_prelude import read_layout
from file_kinds import kind_of
from findings import Judging


def read_workspace(project: bytes, judging: Judging) -> list[DeclaredAsset]:
    """The build set by ascending id; all of it only where nothing is refused, which `judging` then has."""
    registry = read_registry(project, judging)
    included = [each for each in registry.listed if each.is_included] if registry else []
    declared = sorted(read_declared(project, included, judging), key=lambda asset: asset.registered.id)
    _check_names(declared)
    _check_preload(declared, judging)
    return declared


def read_declared(project: bytes, listed: list[RegisteredAsset], judging: Judging) -> list[DeclaredAsset]:
    """The assets, each judged by itself, whose declarations can be read."""
    assets = []
    total = DeclarationTotal(judging)
    for registered in listed:
        if registered.has_plain_root and _check_root(project, registered, judging):
            assets.append(read_declaration(project, registered, total, judging))
    return [asset for asset in assets if asset is not None]


def _check_root(project: bytes, registered: RegisteredAsset, judging: Judging) -> bool:
    """Whether the root is a folder that is reached through folders alone; `assets/` itself may be a link."""
    location = os.path.join(project, b"assets")
    for segment in registered.root.encode().split(b"/"):
        location = os.path.join(location, segment)
        status = find_status(location)
        if status is None or not stat.S_ISDIR(status.st_mode):
            kind = "missing" if status is None else f"no folder: {kind_of(status.st_mode)}"
            at = {"member": f"assets/{registered.root}"}
            judging.add("assets-pa/asset-root-missing", at, {"id": registered.id, "kind": kind})
            return False
    return True


def _check_names(assets: list[DeclaredAsset]) -> None:
    known: dict[str, DeclaredAsset] = {}
    for asset in assets:
        first = known.setdefault(asset.declared["name"], asset)
        if first is not asset:
            details = {"id": asset.registered.id, "other": first.registered.id}
            asset.document.refuse("duplicate-declared-name", "/name", **details)


def _check_preload(assets: list[DeclaredAsset], judging: Judging) -> None:
    layout = read_layout(judging.catalogue.contracts)
    limit = layout["constants"]["slots_per_bank_type"]
    for bank_type, preloaded in preloaded_assets(assets).items():
        if bank_type in layout["bank_types"] and len(preloaded) > limit:
            details = {"bankType": bank_type, "limit": limit, "count": len(preloaded)}
            preloaded[limit].document.refuse("preload-overflow", "/preload/enabled", **details)


def preloaded_assets(assets: list[DeclaredAsset]) -> dict[str, list[DeclaredAsset]]:
    """The assets that ask for a slot, by bank type: the place in its list is the slot of each."""
    groups: dict[str, list[DeclaredAsset]] = {}
    for asset in assets:
        if asset.declared["preload"]["enabled"]:
            groups.setdefault(asset.bank_type, []).append(asset)
    return groups
