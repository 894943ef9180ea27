"""The prelude of a pack; assets-pa, section 2. Its numbers come from layout.json alone."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Prelude:
    """Where the two parts behind the prelude stand, in bytes from the start of the file."""

    header_offset: int
    header_size: int
    payload_offset: int


@cache
def read_layout(contracts: Path) -> dict:
    """The table of layout.json, with fields and constants by name."""
    layout = json.loads((contracts / "assets-pa" / "v1" / "layout.json").read_text(encoding="utf-8"))
    return {
        "fields": {field["name"]: field for field in layout["fields"]},
        "constants": {constant["name"]: constant["value"] for constant in layout["constants"]},
        "bank_types": [entry["name"] for entry in layout["bankTypes"]],
        "codecs": [entry["name"] for entry in layout["codecs"]],
    }


def read_prelude(source, judging) -> Prelude | None:
    """Judges the prelude; None where it breaks a MUST."""
    layout = read_layout(judging.catalogue.contracts)
    size = layout["constants"]["prelude_size"]
    if source.size < size:
        details = {"size": source.size, "expected": size}
        judging.add("assets-pa/truncated-prelude", {"offset": source.size}, details)
        return None
    data = source.read(0, size)
    fields = layout["fields"]
    values = {name: _value(data, field) for name, field in fields.items()}
    for name, rule in (("magic", "bad-magic"), ("schema_version", "unsupported-schema-version")):
        if values[name] != fields[name]["value"]:
            details = {"actual": values[name], "expected": fields[name]["value"]}
            judging.add(f"assets-pa/{rule}", {"offset": fields[name]["offset"]}, details)
            return None
    _Fields(fields, values, judging).check(size, source.size)
    if judging.has_errors("container"):
        return None
    return Prelude(size, values["header_len"], values["payload_offset"])


def _value(data: bytes, field: dict) -> int | str:
    piece = data[field["offset"] : field["offset"] + field["size"]]
    return piece.hex() if field["type"] == "bytes" else int.from_bytes(piece, "little")


class _Fields:
    """The rules about single fields, each of which stands at its field."""

    def __init__(self, fields: dict, values: dict, judging) -> None:
        self._fields = fields
        self._values = values
        self._judging = judging

    def check(self, prelude_size: int, file_size: int) -> None:
        values = self._values
        if values["flags"] != 0:
            self._add("nonzero-flags", "flags", actual=values["flags"])
        for name in ("reserved", "reserved_checksum"):
            if values[name] != 0:
                self._add("nonzero-reserved", name, field=name, actual=values[name])
        length = values["header_len"]
        limit = self._judging.limits["assetsPa.header"]
        if length == 0:
            self._add("empty-header", "header_len")
        if length > limit:
            self._add("header-too-large", "header_len", size=length, limit=limit)
        end = prelude_size + length
        if end > file_size:
            self._add("truncated-header", "header_len", end=end, size=file_size)
        payload = values["payload_offset"]
        if payload == end:
            return
        if payload > file_size:
            self._add("payload-offset-beyond-end", "payload_offset", actual=str(payload), size=file_size)
        else:
            self._add("payload-offset-mismatch", "payload_offset", actual=str(payload), expected=end)

    def _add(self, rule: str, place: str, **details: int | str) -> None:
        self._judging.add(f"assets-pa/{rule}", {"offset": self._fields[place]["offset"]}, details)
