"""The bytes of a pack and its companions; assets-pa, section 16."""

from functools import cached_property
from itertools import accumulate
from typing import BinaryIO

from assets_pa_packer_asset import DeclaredAsset
from assets_pa_packer_inputs import InputReader
from assets_pa_packer_workspace import preloaded_assets
from canonical_json import canonical


class Build:
    """What a build set becomes; nothing of it is refused."""

    def __init__(self, assets: list[DeclaredAsset], layout: dict) -> None:
        self._assets = assets
        self._layout = layout
        self._reader = InputReader()
        sizes = [_size(asset) for asset in assets]
        starts = accumulate(sizes[:-1], initial=0)
        self._table = [_to_entry(*entry) for entry in zip(assets, starts, sizes, strict=False)]

    def write_pack(self, pack: BinaryIO) -> None:
        """Prelude, header and payload."""
        header = canonical({"asset_table": self._table, "preload": self._preload}).encode()
        pack.write(self._prelude(len(header)))
        pack.write(header)
        for asset in self._assets:
            for part in asset.parts():
                self._reader.copy(part.file, pack.write)

    def companions(self) -> dict[str, str]:
        """The texts of the companions, by name."""
        metadata = {"schema_version": 1, "assets": [self._to_origin(asset) for asset in self._assets]}
        return {
            "asset_table.json": canonical(self._table),
            "preload.json": canonical(self._preload),
            "asset_table_metadata.json": canonical(metadata),
        }

    def _prelude(self, header_size: int) -> bytes:
        size = self._layout["constants"]["prelude_size"]
        known = {"header_len": header_size, "payload_offset": size + header_size}
        prelude = bytearray(size)
        for name, field in self._layout["fields"].items():
            value = known.get(name, field["value"])
            data = bytes.fromhex(value) if field["type"] == "bytes" else value.to_bytes(field["size"], "little")
            prelude[field["offset"] : field["offset"] + field["size"]] = data
        return bytes(prelude)

    @cached_property
    def _preload(self) -> list[dict]:
        entries = [
            {"asset_id": asset.registered.id, "slot": slot}
            for preloaded in preloaded_assets(self._assets).values()
            for slot, asset in enumerate(preloaded)
        ]
        return sorted(entries, key=lambda entry: entry["asset_id"])

    def _to_origin(self, asset: DeclaredAsset) -> dict:
        """Where an asset comes from, for tools."""
        inputs = [
            {"role": each.role, "path": each.path, "size": each.file.size, "sha256": self._reader.digest(each.file)}
            for each in asset.inputs
        ]
        origin = {
            "asset_id": asset.registered.id,
            "asset_uuid": asset.registered.uuid,
            "root": asset.registered.root,
            "type": asset.declared["type"],
            "kind": "direct" if asset.artifacts is None else "virtual",
            "format": asset.output["format"],
            "inputs": inputs,
        }
        hints = {"pipeline": asset.output.get("pipeline"), "build": asset.declared.get("build")}
        return {**origin, **{name: hint for name, hint in hints.items() if hint is not None}}


def _size(asset: DeclaredAsset) -> int:
    return sum(part.file.size for part in asset.parts())


def _to_entry(asset: DeclaredAsset, offset: int, size: int) -> dict:
    return {
        "asset_id": asset.registered.id,
        "asset_name": asset.declared["name"],
        "bank_type": asset.bank_type,
        "codec": asset.output["codec"],
        "decoded_size": asset.output.get("decoded_size", size),
        "metadata": _to_metadata(asset),
        "offset": offset,
        "size": size,
    }


def _to_metadata(asset: DeclaredAsset) -> dict:
    """What the asset declares, the configuration of its codec, and the index of its artifacts by role."""
    metadata = dict(asset.output.get("metadata", {}))
    if "codec_configuration" in asset.output:
        metadata["codec"] = asset.output["codec_configuration"]
    offset = 0
    indexes: dict[str, dict] = {}
    for artifact in sorted(asset.artifacts or [], key=lambda artifact: artifact["index"]):
        source = asset.by_path[artifact["input"]]
        index = indexes.setdefault(source.role, {})
        index[artifact["id"]] = {"offset": offset, "length": source.file.size}
        offset += source.file.size
    return {**metadata, **indexes}
