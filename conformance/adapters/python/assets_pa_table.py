"""The asset table, the slices and the preload list of a pack; assets-pa, sections 4 to 6."""

from assets_pa_prelude import read_layout
from schema_findings import to_place


def check_entries(header, judging) -> None:
    """Each entry by itself, and the ids and names of all."""
    layout = read_layout(judging.catalogue.contracts)
    closed = (("bank_type", "unknown-bank-type", layout["bank_types"]), ("codec", "unknown-codec", layout["codecs"]))
    limit = judging.limits["assetsPa.name"]
    ids: dict[int, str] = {}
    names: dict[str, int] = {}
    previous = 0
    for index, entry in enumerate(header.value["asset_table"]):
        here = f"/asset_table/{index}"
        note = _Notes(header, judging, here)
        asset, name = int(entry["asset_id"]), entry["asset_name"]
        size = len(name.encode("utf-8", "surrogatepass"))
        if size > limit:
            note.add("asset-name-too-long", "asset_name", size=size, limit=limit)
        for field, rule, words in closed:
            if entry[field] not in words:
                note.add(rule, field, actual=entry[field])
        if asset in ids:
            note.add("duplicate-asset-id", "asset_id", id=asset, first=ids[asset])
        if name in names:
            note.add("duplicate-asset-name", "asset_name", id=asset, other=names[name])
        if asset < previous:
            note.add("asset-order", "asset_id", id=asset, previous=previous)
        ids.setdefault(asset, here)
        names.setdefault(name, asset)
        previous = asset


def check_slices(header, payload_offset: int, payload_size: int, judging) -> None:
    """Whether the slices fill the payload, one behind the other."""
    end_so_far = 0
    for index, entry in enumerate(header.value["asset_table"]):
        note = _Notes(header, judging, f"/asset_table/{index}")
        asset, offset = int(entry["asset_id"]), int(entry["offset"])
        end = offset + int(entry["size"])
        if end > payload_size:
            note.add("slice-beyond-end", "size", id=asset, end=end, size=payload_size)
        if offset < end_so_far:
            note.add("slice-overlap", "offset", id=asset, offset=offset, expected=end_so_far)
        if offset > end_so_far:
            note.add("slice-gap", "offset", id=asset, offset=offset, expected=end_so_far)
        end_so_far = max(end_so_far, end)
    if payload_size > end_so_far:
        at = {"offset": payload_offset + end_so_far}
        judging.add("assets-pa/trailing-payload", at, {"count": payload_size - end_so_far})


def check_preload(header, judging) -> None:
    """Each request by itself, and what several ask for together."""
    slots = read_layout(judging.catalogue.contracts)["constants"]["slots_per_bank_type"]
    bank_types: dict[int, str] = {}
    for entry in header.value["asset_table"]:
        bank_types.setdefault(int(entry["asset_id"]), entry["bank_type"])
    seen: dict[int, str] = {}
    taken: dict[tuple[str, int], int] = {}
    previous: int | None = None
    for index, entry in enumerate(header.value["preload"]):
        here = f"/preload/{index}"
        note = _Notes(header, judging, here)
        asset, slot = int(entry["asset_id"]), int(entry["slot"])
        bank_type = bank_types.get(asset)
        if bank_type is None:
            note.add("preload-unknown-asset", "asset_id", id=asset)
        elif (bank_type, slot) in taken:
            note.add("preload-slot-conflict", "slot", slot=slot, bankType=bank_type, other=taken[bank_type, slot])
        else:
            taken[bank_type, slot] = asset
        if asset in seen:
            note.add("preload-duplicate-asset", "asset_id", id=asset, first=seen[asset])
        if not 0 <= slot < slots:
            note.add("preload-slot-out-of-range", "slot", slot=slot)
        if previous is not None and asset < previous:
            note.add("preload-order", "asset_id", id=asset, previous=previous)
        seen.setdefault(asset, here)
        previous = asset


class _Notes:
    """Findings about one entry, each at the value of a field."""

    def __init__(self, header, judging, here: str) -> None:
        self._header = header
        self._judging = judging
        self._here = here

    def add(self, rule: str, field: str, **details: int | str) -> None:
        rule = f"assets-pa/{rule}"
        if self._judging.active(rule):
            self._judging.add(rule, to_place(self._header, f"{self._here}/{field}"), details)
