"""What an asset declares, and whether a pack can be made of it; assets-pa, section 15."""

import os
from dataclasses import dataclass, field
from functools import cached_property

from assets_pa_packer_documents import DocumentKind, WorkspaceDocument
from assets_pa_packer_inputs import InputFile, find_input
from assets_pa_packer_paths import is_plain_path
from assets_pa_packer_registry import RegisteredAsset
from assets_pa_prelude import read_layout
from findings import Judging
from schema_findings import to_pointer

_KIND = DocumentKind("asset-declaration", "declaration-schema", "declaration-missing")


@dataclass(frozen=True)
class Input:
    """One file as the declaration lists it; without a file where it is refused."""

    role: str
    path: str
    file: InputFile | None


@dataclass
class DeclaredAsset:
    """A registered asset and its declaration."""

    registered: RegisteredAsset
    document: WorkspaceDocument
    inputs: list[Input] = field(default_factory=list)

    @property
    def declared(self) -> dict:
        return self.document.value

    @property
    def output(self) -> dict:
        return self.declared["output"]

    @property
    def bank_type(self) -> str:
        return self.output["format"].split("/")[0]

    @property
    def artifacts(self) -> list[dict] | None:
        """The declared artifacts, in the order of the declaration; None for a direct asset."""
        return self.output.get("artifacts")

    @cached_property
    def by_path(self) -> dict[str, Input]:
        return {each.path: each for each in reversed(self.inputs)}

    def parts(self) -> list[Input]:
        """What the bytes of the asset are joined of; only for an asset that is refused nothing."""
        if self.artifacts is None:
            return self.inputs
        ordered = sorted(self.artifacts, key=lambda artifact: artifact["index"])
        return [self.by_path[artifact["input"]] for artifact in ordered]


def read_declaration(project: bytes, registered: RegisteredAsset, judging: Judging) -> DeclaredAsset | None:
    """Judges the asset by itself."""
    folder = f"assets/{registered.root}"
    document = _KIND.read(project, f"{folder}/asset.json", judging, id=registered.id)
    if document is None:
        return None
    asset = DeclaredAsset(registered, document)
    _check_words(asset, judging)
    _check_metadata_values(asset)
    _take_inputs(asset, os.path.join(project, folder.encode()))
    _check_parts(asset)
    _check_collisions(asset)
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


def _find_unfit_numbers(value, path: list[str | int]):
    """Where numbers stand that a header cannot hold: fractions, and what is spelled so that its size did not count yet."""
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
            asset.inputs.append(Input(role, path, file))


def _refuse_at(document: WorkspaceDocument, pointer: str):
    return lambda rule, **details: document.refuse(rule, pointer, **details)


def _check_parts(asset: DeclaredAsset) -> None:
    """Which bytes the asset has, in which order, and that there are any."""
    refuse = asset.document.refuse
    if asset.artifacts is None:
        count = sum(map(len, asset.declared["inputs"].values()))
        if count != 1:
            refuse("direct-inputs", "/inputs", count=count)
            return
        sources = asset.inputs
    else:
        _check_artifacts(asset, asset.artifacts)
        sources = [asset.by_path.get(artifact["input"]) for artifact in asset.artifacts]
    files = [source.file if source else None for source in sources]
    if all(file is not None and file.size == 0 for file in files):
        refuse("empty-asset", "/inputs")


def _check_artifacts(asset: DeclaredAsset, artifacts: list[dict]) -> None:
    refuse = asset.document.refuse
    indexes = {int(artifact["index"]) for artifact in artifacts}
    missing = next((index for index in range(len(artifacts)) if index not in indexes), None)
    if missing is not None:
        refuse("artifact-index", "/output/artifacts", index=missing)
    known: dict[tuple[str, str], str] = {}
    for position, artifact in enumerate(artifacts):
        pointer = f"/output/artifacts/{position}"
        source = asset.by_path.get(artifact["input"])
        if source is None:
            refuse("artifact-input", f"{pointer}/input")
            continue
        first = known.setdefault((source.role, artifact["id"]), pointer)
        if first != pointer:
            refuse("duplicate-artifact-id", f"{pointer}/id", first=first)


def _check_collisions(asset: DeclaredAsset) -> None:
    """Each key of the metadata comes from one source."""
    sources = dict.fromkeys(asset.output.get("metadata", {}), "output.metadata")
    if "codec_configuration" in asset.output:
        _take_key("codec", "output.codec_configuration", "/output/codec_configuration", sources, asset)
    indexed = {asset.by_path[each["input"]].role for each in asset.artifacts or [] if each["input"] in asset.by_path}
    for role in asset.declared["inputs"]:
        if role in indexed:
            _take_key(role, f"the index of {role}", f"/inputs/{role}", sources, asset)


def _take_key(key: str, source: str, pointer: str, sources: dict[str, str], asset: DeclaredAsset) -> None:
    first = sources.setdefault(key, source)
    if first != source:
        asset.document.refuse("metadata-collision", pointer, key=key, source=first)
