"""The documents of distribution: which one it is, its schema, its form; section 3."""

from collections.abc import Iterator
from functools import cache
from json.encoder import encode_basestring

import strict_json
from distribution_values import is_commit, is_day, is_safe_path, is_target, is_toolchain, is_version
from documents import read_document
from schema_findings import Schema, escape, to_place

CONTRACT, INDEX, MANIFEST, CHECKSUMS, PROVENANCE = "contract", "index", "manifest", "checksums", "provenance"
CONFIG, SIGNED_INDEX, TRUST, LOCK = "orchestrator-config", "signed-index", "trust", "lock"
KINDS = {
    "distribution-contract-v1": CONTRACT,
    "distribution-index-v1": INDEX,
    "distribution-manifest-v1": MANIFEST,
    "distribution-checksums-v1": CHECKSUMS,
    "distribution-provenance-v1": PROVENANCE,
    "release-orchestrator-config-v1": CONFIG,
    "distribution-signed-index-v1": SIGNED_INDEX,
    "distribution-trust-v1": TRUST,
    "distribution-lock-v1": LOCK,
}
SIDECARS = (MANIFEST, CHECKSUMS, PROVENANCE)
# Written by producers, in one way.
WRITTEN = (INDEX, *SIDECARS)

# Of each type by its name in the schemas: the rule, and whether a text is one.
_TYPES = {
    "version": ("invalid-version", is_version),
    "target": ("invalid-target", is_target),
    "git-rev": ("invalid-commit", is_commit),
    "toolchain": ("invalid-toolchain", is_toolchain),
    "instant": ("invalid-instant", is_day),
}
_PRODUCER_MEMBERS = {
    INDEX: ("schema_version", "contract_version", "name"),
    CHECKSUMS: ("schema_version", "algorithm", "artifact_file", "files"),
}
_ROW_MEMBERS = ("gitsha", "provenance_file")


class Judged:
    """A document that could be read, with the path that its findings carry, None where it is judged alone."""

    def __init__(self, kind: str, document, data: bytes, path: str | None, judging) -> None:
        self.kind = kind
        self.value = document.value
        self.path = path
        self.data = data
        self._document = document
        self._judging = judging
        # Pointers of values that break a rule of section 3.2.
        self.broken: set[str] = set()

    def judged_by(self, judging) -> "Judged":
        """The same document, whose findings go elsewhere."""
        return Judged(self.kind, self._document, self.data, self.path, judging)

    def digest(self) -> str:
        return self._document.digest()

    def add(self, rule: str, pointer: str | None, is_name: bool = False, **details: object) -> None:
        """A finding about a value or a member's name; about the document as a whole without a pointer."""
        rule = f"distribution/{rule}"
        if not self._judging.active(rule):
            return
        place = {} if pointer is None else to_place(self._document, pointer, is_name)
        self._judging.add(rule, {**self.artifact(), **place}, details)

    def artifact(self) -> dict:
        return {} if self.path is None else {"member": self.path}

    def holds_schema(self) -> bool:
        breaches = _schema(self._judging.catalogue, self.kind).breaches(self.value)
        for breach in breaches:
            at = {**self.artifact(), **breach.place(self._document)}
            self._judging.add(f"distribution/{self.kind}-schema", at, breach.details())
        return not breaches


@cache
def _schema(catalogue, kind: str) -> Schema:
    return Schema(catalogue.schema("distribution", kind))


@cache
def _plain_schema(catalogue, kind: str) -> dict:
    return catalogue.schema("distribution", kind)


def recognise(value: object) -> str | None:
    """The kind of a document that is judged alone."""
    if not isinstance(value, dict):
        return None
    if "schema_version" in value:
        version = value["schema_version"]
        return KINDS.get(version) if isinstance(version, str) else None
    if "releases" in value:
        return INDEX
    is_checksums = "artifact_sha256" in value and "subject" not in value and not isinstance(value.get("files"), list)
    return CHECKSUMS if is_checksums else None


def size_rule(kind: str) -> tuple[str, str]:
    """The rule on the size of a document, and its limit."""
    if kind == INDEX:
        return "distribution/index-too-large", "distribution.index"
    if kind in SIDECARS:
        return "distribution/sidecar-too-large", "distribution.sidecar"
    return "json/too-large", "json.size"


def parse_document(
    kind: str, data: bytes, path: str | None, judging, observe=lambda _: None, only_schema: bool = False
) -> Judged | None:
    """A document that keeps its syntax and its schema; unless that is all, judged by all rules that need nothing else.

    One that keeps its syntax is observed, whatever its schema says.
    """
    rule, name = size_rule(kind)
    limit = judging.limits[name]
    at = {} if path is None else {"member": path}
    if len(data) > limit:
        judging.add(rule, at, {"size": len(data), "limit": limit})
        return None
    document = read_document(_Reader({**judging.limits, "json.size": limit}), data, judging, path)
    if document is None:
        return None
    judged = Judged(kind, document, data, path, judging)
    observe(judged)
    if not judged.holds_schema():
        return None
    if only_schema:
        return judged
    schema = _plain_schema(judging.catalogue, kind)
    _check_types(judged, schema)
    if kind in WRITTEN:
        _check_form(judged, schema)
    return judged


class _Reader:
    def __init__(self, limits: dict) -> None:
        self._limits = limits

    def parse(self, data: bytes, judging, path: str | None):
        return strict_json.parse(data, judging, path, self._limits)


def _resolve(schema: dict, root: dict) -> tuple[dict, str | None]:
    reference = schema.get("$ref")
    if reference is None:
        return schema, None
    name = reference.rpartition("/")[2]
    return root["$defs"][name], name


def _typed_values(value: object, schema: dict, root: dict, pointer: str) -> Iterator[tuple[str, str, object]]:
    """The values of named types: the name, the pointer, the value."""
    schema, name = _resolve(schema, root)
    if name is not None:
        yield name, pointer, value
    if isinstance(value, dict):
        for key, inner in schema.get("properties", {}).items():
            if key in value:
                yield from _typed_values(value[key], inner, root, f"{pointer}/{escape(key)}")
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _typed_values(item, schema["items"], root, f"{pointer}/{index}")


def _check_types(judged: Judged, schema: dict) -> None:
    for name, pointer, value in _typed_values(judged.value, schema, schema, ""):
        rule, is_right = _TYPES.get(name, (None, None))
        if rule is not None and not is_right(value):
            judged.broken.add(pointer)
            judged.add(rule, pointer)
        if name == "distpath" and judged.kind in WRITTEN and not is_safe_path(value):
            judged.broken.add(pointer)
            judged.add("path-unsafe", pointer)
    if judged.kind == CONFIG and judged.value["toolchain"] != "auto" and not is_toolchain(judged.value["toolchain"]):
        judged.broken.add("/toolchain")
        judged.add("invalid-toolchain", "/toolchain")
    if judged.kind == INDEX:
        for row in index_rows(judged.value):
            if "yanked" in row.value and not is_day(row.value["yanked"]["since"]):
                judged.add("invalid-instant", f"{row.pointer}/yanked/since")


class Row:
    """A row of an index, with what stands above it."""

    __slots__ = ("pointer", "profile", "target", "value", "version")

    def __init__(self, version: str, target: str, profile: str, value: dict, pointer: str) -> None:
        self.version = version
        self.target = target
        self.profile = profile
        self.value = value
        self.pointer = pointer

    def identity(self) -> dict:
        own = {part: self.value[part] for part in ("toolchain", "git_rev", "dist_revision")}
        return {"version": self.version, "target": self.target, "profile": self.profile, **own}


def index_rows(index: dict) -> Iterator[Row]:
    """All rows, in the order of the document."""
    for r, release in enumerate(index["releases"]):
        for t, target in enumerate(release["targets"]):
            for p, profile in enumerate(target["profiles"]):
                for a, row in enumerate(profile["artifacts"]):
                    pointer = f"/releases/{r}/targets/{t}/profiles/{p}/artifacts/{a}"
                    yield Row(release["version"], target["target"], profile["profile"], row, pointer)


def _check_form(judged: Judged, schema: dict) -> None:
    """Section 3.1: what a producer writes, and how."""
    for name in _PRODUCER_MEMBERS.get(judged.kind, ()):
        if name not in judged.value:
            judged.add("missing-producer-member", "", property=name)
    if judged.kind == INDEX:
        for row in index_rows(judged.value):
            for name in _ROW_MEMBERS:
                if name not in row.value:
                    judged.add("missing-producer-member", row.pointer, property=name)
    unknown = list(_unknown_members(judged.value, schema, schema, ""))
    for pointer in unknown:
        judged.add("unknown-member", pointer, is_name=True)
    if not unknown:
        text = _write(judged.value, schema, schema, "") + "\n"
        if text.encode("utf-8", "surrogatepass") != judged.data:
            judged.add("document-not-canonical", None)


def _unknown_members(value: object, schema: dict, root: dict, pointer: str) -> Iterator[str]:
    schema, _ = _resolve(schema, root)
    if isinstance(value, dict):
        listed = schema.get("properties", {})
        for name, inner in value.items():
            here = f"{pointer}/{escape(name)}"
            if name in listed:
                yield from _unknown_members(inner, listed[name], root, here)
            elif not isinstance(schema.get("additionalProperties"), dict):
                yield here
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _unknown_members(item, schema["items"], root, f"{pointer}/{index}")


def _write(value: object, schema: dict, root: dict, indent: str) -> str:
    """The text as ECMAScript's JSON.stringify writes it with two spaces, members in the order of the schema."""
    schema, _ = _resolve(schema, root)
    inner = indent + "  "
    if isinstance(value, dict):
        listed = schema.get("properties", {})
        names = [name for name in listed if name in value] + sorted(name for name in value if name not in listed)
        members = [
            f"{inner}{encode_basestring(name)}: {_write(value[name], listed.get(name, {}), root, inner)}"
            for name in names
        ]
        return "{\n" + ",\n".join(members) + f"\n{indent}}}" if members else "{}"
    if isinstance(value, list):
        items = [inner + _write(item, schema.get("items", {}), root, inner) for item in value]
        return "[\n" + ",\n".join(items) + f"\n{indent}]" if items else "[]"
    if isinstance(value, str):
        return encode_basestring(value)
    if value is True or value is False:
        return "true" if value else "false"
    return "null" if value is None else str(int(value))
