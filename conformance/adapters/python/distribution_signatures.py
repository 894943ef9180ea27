"""A signed index beside a trust file; distribution, section 7."""

import base64
import binascii
import hashlib

import strict_json
from distribution_documents import SIGNED_INDEX, TRUST, parse_document
from distribution_values import to_seconds
from ed25519 import verify
from findings import Judging

SIGNATURE_PATH = "dist/index.signature.json"
_MOST_BYTES = 1_048_576
_PAYLOAD_TYPE = "application/vnd.package-contracts.distribution-index+json"
# The SPKI of a key of Ed25519 in DER: what stands ahead of its 32 bytes.
_SPKI = bytes.fromhex("302a300506032b6570032100")


class Refused(Exception):
    """The rule for which a resolver refuses."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def first_error(judging) -> str | None:
    return next((finding.rule for finding in judging.ordered() if judging.is_error(finding)), None)


def read_trust(data: bytes, judging) -> dict:
    """The trust file of the consumer."""
    own = Judging(judging.profile, judging.catalogue)
    judged = parse_document(TRUST, data, None, own)
    if judged is None or own.has_errors():
        raise Refused(first_error(own) or "distribution/trust-schema")
    return judged.value


def check_signature(envelope, index, index_path: str, contract: dict, trust: dict, now: str, judging) -> None:
    """Refuses an index that is not signed as the trust file asks; `envelope` and `index` are files, or None."""
    active = judging.active
    if envelope is None:
        raise Refused("distribution/signature-missing")
    if trust["name"] != contract["artifact"]["name"]:
        raise Refused("distribution/signature-untrusted")
    payload = _open(envelope.data, trust, judging)
    signed = _read_payload(payload, judging)
    seen = trust.get("seen")
    digest = hashlib.sha256(payload).hexdigest()
    own = (signed["name"], signed["contract_version"], signed["index"]["path"])
    version = signed["version"]
    is_other = own != (contract["artifact"]["name"], contract["contract_version"], index_path)
    for rule, is_broken in (
        ("signed-index-other", is_other),
        ("signed-index-rollback", seen is not None and version < seen["version"]),
        ("signed-index-equivocation", seen is not None and version == seen["version"] and digest != seen["sha256"]),
        ("signed-index-expired", to_seconds(now) >= to_seconds(signed["expires"])),
        (
            "signed-index-mismatch",
            (len(index.data), index.sha256) != (signed["index"]["size"], signed["index"]["sha256"]),
        ),
    ):
        if is_broken and active(f"distribution/{rule}"):
            raise Refused(f"distribution/{rule}")


def is_outdated(data: bytes, index, judging) -> bool:
    """Whether a signature is none of the canonical index, which is a file; who has signed is not asked."""
    if len(data) > _MOST_BYTES:
        return True
    envelope = _read_envelope(data, judging)
    if envelope is None:
        return True
    own = Judging("hardened", judging.catalogue)
    judged = parse_document(SIGNED_INDEX, envelope[0], None, own)
    if judged is None or own.has_errors():
        return True
    return judged.value["index"] != {"path": index.path, "size": len(index.data), "sha256": index.sha256}


def _read_envelope(data: bytes, judging) -> tuple[bytes, list] | None:
    """The payload and the signatures; None for what is no envelope of a signed index."""
    quiet = Judging(judging.profile, judging.catalogue)
    document = strict_json.parse(data, quiet)
    value = document.value if document is not None and not quiet.has_errors() else None
    if not isinstance(value, dict) or value.get("payloadType") != _PAYLOAD_TYPE:
        return None
    payload, signatures = _decode(value.get("payload")), value.get("signatures")
    return None if payload is None or not isinstance(signatures, list) else (payload, signatures)


def _decode(text: object) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else None
    except (binascii.Error, ValueError):
        return None


def _open(data: bytes, trust: dict, judging) -> bytes:
    """The payload, once as many trusted keys have signed it as the threshold asks."""
    untrusted = Refused("distribution/signature-untrusted")
    envelope = _read_envelope(data, judging)
    if envelope is None:
        raise untrusted
    payload, signatures = envelope
    encoding = b"DSSEv1 %d %s %d %s" % (len(_PAYLOAD_TYPE), _PAYLOAD_TYPE.encode(), len(payload), payload)
    keys = _keys(trust)
    good = {
        each["keyid"]
        for each in signatures
        if isinstance(each, dict) and isinstance(each.get("keyid"), str) and _holds(each, keys, encoding)
    }
    if len(good) < trust["threshold"]:
        raise untrusted
    return payload


def _keys(trust: dict) -> dict[str, bytes]:
    keys = {}
    for key in trust["keys"]:
        spki = _decode(key["public_key"])
        is_right = spki is not None and spki.startswith(_SPKI) and hashlib.sha256(spki).hexdigest() == key["keyid"]
        if is_right:
            keys[key["keyid"]] = spki[len(_SPKI) :]
    return keys


def _holds(signature: dict, keys: dict[str, bytes], encoding: bytes) -> bool:
    key, raw = keys.get(signature["keyid"]), _decode(signature.get("sig"))
    return key is not None and raw is not None and verify(key, encoding, raw)


def _read_payload(payload: bytes, judging) -> dict:
    own = Judging(judging.profile, judging.catalogue)
    judged = parse_document(SIGNED_INDEX, payload, None, own)
    rule = first_error(own)
    if judged is None or rule is not None:
        raise Refused(rule or "distribution/signed-index-schema")
    return judged.value
