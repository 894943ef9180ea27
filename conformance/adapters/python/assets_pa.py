"""The contract assets-pa: a pack of prelude, header and payload, or the folder of a cartridge."""

import hashlib
from itertools import accumulate

import assets_pa_header
from assets_pa_cartridge import validate_cartridge
from assets_pa_prelude import read_prelude
from assets_pa_table import check_entries, check_preload, check_slices
from package_folder import FolderSource

_CHUNK = 1 << 20


def validate(source, judging) -> dict:
    """Judges a pack, or a folder as a cartridge; the observation."""
    if isinstance(source, FolderSource):
        return validate_cartridge(source, judging, validate_pack)
    return validate_pack(source, judging)


def validate_pack(source, judging) -> dict:
    """Judges a pack by sections 2 to 6."""
    prelude = read_prelude(source, judging)
    if prelude is None:
        return {}
    header = assets_pa_header.read_header(source, prelude, judging)
    if header is None:
        return {}
    payload_size = source.size - prelude.payload_offset
    check_entries(header, judging)
    check_slices(header, prelude.payload_offset, payload_size, judging)
    check_preload(header, judging)
    if judging.has_errors():
        return {}
    most = max(payload_size, judging.limits["archive.total"])
    return _observe(source, prelude.payload_offset, header, most)


def _observe(source, payload_offset: int, header, most: int) -> dict:
    table = header.value["asset_table"]
    ids = {int(entry["asset_id"]) for entry in table}
    sums = accumulate(int(entry["size"]) for entry in table)
    members = [_observe_asset(source, payload_offset, entry) for entry, total in zip(table, sums) if total <= most]
    references = [
        {"from": {"member": "header", "pointer": f"/preload/{index}/asset_id"}, "to": str(int(entry["asset_id"]))}
        for index, entry in enumerate(header.value["preload"])
        if int(entry["asset_id"]) in ids
    ]
    return {
        "members": sorted(members, key=lambda member: member["path"]),
        "documents": {"header": header.digest()},
        "references": sorted(references, key=lambda reference: reference["from"]["pointer"]),
    }


def _observe_asset(source, payload_offset: int, entry: dict) -> dict:
    size = int(entry["size"])
    start = payload_offset + int(entry["offset"])
    digest = hashlib.sha256()
    for done in range(0, size, _CHUNK):
        digest.update(source.read(start + done, min(_CHUNK, size - done)))
    return {"path": str(int(entry["asset_id"])), "type": "file", "size": size, "sha256": digest.hexdigest()}
