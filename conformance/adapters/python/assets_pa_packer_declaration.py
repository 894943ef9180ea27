"""What an asset declares, and whether a pack can be made of it; assets-pa, section 15."""

import os
from collections.abc import Iterator

from assets_pa_packer_asset import DeclaredAsset, Input
from assets_pa_packer_documents import DocumentKind, WorkspaceDocument
from assets_pa_packer_inputs import find_input
from assets_pa_packer_parts import check_collisions, check_parts
from assets_pa_packer_paths import is_plain_path
from assets_pa_packer_registry import RegisteredAsset
from assets_pa_prelude import read_layout
from findings import Judging
from schema_findings import to_pointer

_KIND = DocumentKind("asset-declaration", "declaration-schema", "declaration-missing")


class DeclarationTotal:
    """How many bytes the declarations have that were looked at."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging
        self._limit = judging.limits["assetsPa.declarations"]
        self._size = 0

    @property
    def is_exceeded(self) -> bool:
        """Whether one went beyond the limit; it was not read, and none after it is looked at."""
        return self._size > self._limit

    def take(self, path: str, size: int) -> bool:
        """Whether a declaration may be read; told where it is too much."""
        self._size += size
        if self.is_exceeded:
            details = {"size": self._size, "limit": self._limit}
            self._judging.add("assets-pa/declarations-too-large", {"member": path}, details)
        return not self.is_exceeded


def read_declaration(
    project: bytes, registered: RegisteredAsset, total: DeclarationTotal, judging: Judging
) -> DeclaredAsset | None:
    """Judges the asset by itself."""
    if total.is_exceeded:
        return None
    folder = f"assets/{registered.root}"
    path = f"{folder}/asset.json"
    document = _KIND.read(project, path, judging, lambda size: total.take(path, size), id=registered.id)
    if document is None:
        return None
    asset = DeclaredAsset(registered, document)
    _check_words(asset, judging)
    _check_metadata_values(asset)
    _take_inputs(asset, os.path.join(project, folder.encode()))
    check_parts(asset)
    check_collisions(asset)
    return asset


def _check_words(asset: DeclaredAsset, judging: Judging) -> None:
    declared, refuse = asset.declared, asset.document.refuse
    if declared["asset_uuid"] != asset.registered.uuid:
        refuse("declaration-uuid-mismatch", "/asset_uuid")
    size, limit = len(declared["name"].encode()), judging.limits["assetsPa.name"]
    if size > limit:
        refuse("declared-name-too-long", "/name", size=size, limit=limit)
    layout = read_layout(judging.catalogue.contracts)
    if asset.bank_type not in layout["bank_types"]:
        refuse("declared-bank-type", "/output/format", actual=asset.bank_type)
    if asset.output["codec"] not in layout["codecs"]:
        refuse("declared-codec", "/output/codec", actual=asset.output["codec"])


def _check_metadata_values(asset: DeclaredAsset) -> None:
    for name in ("metadata", "codec_configuration"):
        for path in _find_unfit_numbers(asset.output.get(name), ["output", name]):
            asset.document.refuse("declared-number-not-integer", to_pointer(path))
    if "pipeline" in asset.output.get("metadata", {}):
        asset.document.refuse("declared-pipeline-metadata", "/output/metadata/pipeline")


def _find_unfit_numbers(value, path: list[str | int]) -> Iterator[list[str | int]]:
    """Where numbers stand that no header holds: fractions, and great ones that are not spelled as integers."""
    if isinstance(value, float) and not (value.is_integer() and abs(value) < 2**53):
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from _find_unfit_numbers(each, [*path, step])


def _take_inputs(asset: DeclaredAsset, root: bytes) -> None:
    listed: dict[str, str] = {}
    for role, paths in sorted(asset.declared["inputs"].items()):
        for index, path in enumerate(paths):
            pointer = f"/inputs/{role}/{index}"
            file = None
            if not is_plain_path(path):
                asset.document.refuse("input-path", pointer)
            else:
                file = find_input(root, path, _refuse_at(asset.document, pointer))
                first = listed.setdefault(path, pointer)
                if first != pointer:
                    asset.document.refuse("input-listed-twice", pointer, first=first)
            asset.inputs.append(Input(role, path, pointer, file))


def _refuse_at(document: WorkspaceDocument, pointer: str):
    return lambda rule, **details: document.refuse(rule, pointer, **details)
