"""The folder of a cartridge: whether it has the pack that it declares; assets-pa, section 8."""

import os
import stat
from collections.abc import Callable

import strict_json
from documents import read_document
from findings import Judging
from package_folder import FolderMember
from schema_findings import Schema

_MANIFEST = "manifest.json"
_PACK = "assets.pa"
_DECLARES = ("Asset", "asset")


def validate_cartridge(source, judging, validate_pack: Callable) -> dict:
    """Judges the manifest and, where it is declared, the pack beside it; the observation."""
    manifest = _find(source.root, _MANIFEST)
    if manifest is None:
        judging.add("assets-pa/cartridge-manifest-missing", {"member": _MANIFEST})
        return {}
    document = _read_manifest(manifest, judging)
    if document is None:
        return {}
    words = document.value.get("capabilities", [])
    declared = [(index, word) for index, word in enumerate(words) if word in _DECLARES]
    members = [manifest]
    if declared:
        pack = _find(source.root, _PACK)
        if pack is None:
            judging.add("assets-pa/asset-pack-missing", {"member": _PACK}, {"capability": declared[0][1]})
            return {}
        _check_pack(pack, declared[0][1], judging, validate_pack)
        members.append(pack)
    if judging.has_errors():
        return {}
    references = [
        {"from": {"member": _MANIFEST, "pointer": f"/capabilities/{index}"}, "to": _PACK} for index, _ in declared
    ]
    return {
        "members": [member.observe() for member in sorted(members, key=lambda member: member.path)],
        "documents": {_MANIFEST: document.digest()},
        "references": sorted(references, key=lambda reference: reference["from"]["pointer"]),
    }


def _find(root: bytes, name: str) -> FolderMember | None:
    """The regular file of this name; None for everything else."""
    location = os.path.join(root, name.encode())
    try:
        status = os.lstat(location)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return FolderMember(name, "file", status.st_size, False, location)


def _read_manifest(manifest: FolderMember, judging):
    if not strict_json.check_size(manifest.size, judging, _MANIFEST):
        return None
    document = read_document(strict_json, manifest.data(), judging, _MANIFEST)
    if document is None:
        return None
    breaches = Schema(judging.catalogue.schema("assets-pa", "cartridge-manifest")).breaches(document.value)
    for breach in breaches:
        at = {"member": _MANIFEST, **breach.place(document)}
        judging.add("assets-pa/cartridge-manifest-schema", at, breach.details())
    return None if breaches else document


def _check_pack(pack: FolderMember, capability: str, judging, validate_pack: Callable) -> None:
    """Judges the pack by itself; the cartridge has one finding, which names the first rule that it breaks."""
    own = Judging(judging.profile, judging.catalogue)
    validate_pack(pack, own)
    first = next((finding for finding in own.ordered() if own.is_error(finding)), None)
    if first is not None:
        details = {"capability": capability, "rule": first.rule, "problem": "see the pack by itself"}
        judging.add("assets-pa/asset-pack-invalid", {"member": _PACK}, details)
