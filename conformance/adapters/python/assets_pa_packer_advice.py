"""What a workspace should not be, whatever is built of it; assets-pa, sections 14, 15 and 18."""

import re

from assets_pa_packer_asset import DeclaredAsset
from assets_pa_packer_inputs import InputReader
from assets_pa_packer_registry import Registry, read_registry
from assets_pa_packer_survey import survey
from assets_pa_packer_workspace import read_declared
from findings import Judging

_PLAIN_NAME = re.compile("[a-z][a-z0-9_]*")


def advise(project: bytes, judging: Judging) -> None:
    """Tells of every SHOULD that a workspace breaks of which a build can be made."""
    # An asset that is excluded may be refused something, which is nothing to the build.
    own = Judging(judging.profile, judging.catalogue)
    registry = read_registry(project, own)
    if registry is None:
        return
    assets = read_declared(project, registry.listed, own)
    _check_form(registry)
    for asset in assets:
        _check_name(asset)
        _check_use(asset)
    _check_contents([asset for asset in assets if asset.registered.is_included])
    survey(project, registry.listed, assets, own)
    for finding in own.ordered():
        if not own.is_error(finding):
            judging.add(finding.rule, finding.at, finding.details)


def _check_form(registry: Registry) -> None:
    if registry.document.text != registry.canonical_text():
        registry.document.tell("registry-not-canonical")


def _check_name(asset: DeclaredAsset) -> None:
    if _PLAIN_NAME.fullmatch(asset.declared["name"]) is None:
        asset.document.tell("asset-name-style", "/name")


def _check_use(asset: DeclaredAsset) -> None:
    """A direct asset has one input, which is all of it."""
    if asset.artifacts is None:
        return
    used = {artifact["input"] for artifact in asset.artifacts}
    for each in asset.inputs:
        if each.path not in used:
            asset.document.tell("unused-input", each.pointer)


def _check_contents(assets: list[DeclaredAsset]) -> None:
    """The later of two assets that are made of the same files is named."""
    reader = InputReader()
    by_sizes: dict[tuple[int, ...], list[DeclaredAsset]] = {}
    for asset in sorted(assets, key=lambda asset: asset.registered.id):
        by_sizes.setdefault(tuple(part.file.size for part in asset.parts()), []).append(asset)
    # Only what has the same sizes is read.
    for alike in by_sizes.values():
        known: dict[tuple[str, ...], int] = {}
        for asset in alike if len(alike) > 1 else []:
            content = tuple(reader.digest(part.file) for part in asset.parts())
            other = known.setdefault(content, asset.registered.id)
            if other != asset.registered.id:
                asset.document.tell("duplicate-content", "/inputs", id=asset.registered.id, other=other)
