"""Finds one artifact by its identity; distribution, section 5."""

import os
import re

import distribution_documents as documents
from distribution import CONTRACT_PATH
from distribution_documents import Judged, Row, index_rows, parse_document
from distribution_rows import FILES, Verifier, check_paths
from distribution_rules import check_document, check_rows_apart
from distribution_signatures import SIGNATURE_PATH, Refused, check_signature, first_error, read_trust
from distribution_templates import Layout, legacy_path
from distribution_tree import RepositoryFile
from distribution_values import (
    PARTS,
    SYSTEM_NAMES,
    is_revision,
    is_safe_path,
    is_target,
    is_toolchain,
    is_version,
    to_platform,
    to_seconds,
)
from findings import Judging

_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_TOOLCHAIN_PREFIX = re.compile(r"[0-9]+\.[0-9]+")
_AFTER_TOOLCHAIN = ("", ".", "-", "+", " ")
_LOCKED = ("artifact", "manifest", "checksums", "provenance")


def resolve(folder: str, request: dict, catalogue) -> dict:
    """`resolved` with the warnings, or `refused`."""
    judging = Judging("hardened", catalogue)
    resolver = _Resolver(folder, request, judging)
    try:
        path = resolver.run()
    except Refused as refusal:
        return {"refused": refusal.rule}
    warnings = sorted(resolver.warnings, key=lambda rule: _rank(catalogue, rule))
    return {"resolved": path, "warnings": warnings}


def _rank(catalogue, rule: str) -> tuple[int, int]:
    return catalogue.rules[rule].phase_rank, catalogue.rules[rule].rank


class _Resolver:
    def __init__(self, folder: str, request: dict, judging) -> None:
        self._root = os.path.realpath(os.fsencode(folder))
        self._identity = request["identity"]
        self._now = request["now"]
        self._options = request.get("options") or {}
        self._judging = judging
        self.warnings: set[str] = set()

    def run(self) -> str:
        lock, trust_file = (self._read_own(name) for name in ("lock", "trust"))
        self._check_identity()
        if lock is not None:
            return self._run_locked(lock)
        contract = self._read_contract()
        layout = Layout(contract.value)
        path, legacy = self._find_index(contract.value)
        index = self._read_index(path, contract, layout, trust_file)
        row = self._select(index)
        self._check_row(index, row, layout, contract, legacy)
        return row.value["artifact_file"]

    def _refuse(self, rule: str) -> None:
        """Refuses, unless the profile lacks the rule."""
        if self._judging.active(f"distribution/{rule}"):
            raise Refused(f"distribution/{rule}")

    def _warn(self, rule: str) -> None:
        if self._judging.active(f"distribution/{rule}"):
            self.warnings.add(f"distribution/{rule}")

    @property
    def _is_strict(self) -> bool:
        return self._options.get("prefix", "strict") == "strict"

    def _check_identity(self) -> None:
        identity = self._identity
        if any(identity.get(part) in (None, "") for part in PARTS):
            raise Refused("distribution/identity-incomplete")
        if not all(isinstance(identity[part], str) for part in PARTS):
            raise Refused("distribution/identity-invalid")
        whole = (
            is_version(identity["version"]),
            is_target(identity["target"]),
            identity["profile"] in ("release", "debug"),
            is_revision(identity["dist_revision"]),
        )
        toolchain = identity["toolchain"]
        is_prefix = is_toolchain(toolchain) or _TOOLCHAIN_PREFIX.fullmatch(toolchain) is not None
        prefixes = is_prefix and _COMMIT.fullmatch(identity["git_rev"]) is not None
        if not all(whole) or (self._is_strict and not prefixes):
            self._refuse("identity-invalid")

    def _own_judging(self) -> Judging:
        return Judging(self._judging.profile, self._judging.catalogue)

    def _open(self, path: str) -> RepositoryFile | None:
        """A regular file below `dist`, or below the root where its path is not; None where there is none. Raises Refused."""
        location = os.path.join(self._root, os.fsencode(path))
        # A link to nothing leads no file out.
        if not os.path.exists(location):
            return None
        real = os.path.realpath(location)
        fence = os.path.join(self._root, b"dist") if path.startswith("dist/") else self._root
        if not real.startswith(fence + b"/"):
            raise Refused("distribution/path-escapes")
        if not os.path.isfile(real):
            return None
        return RepositoryFile(path, real, os.stat(real).st_size)

    def _read_contract(self) -> Judged:
        file = self._open(CONTRACT_PATH)
        if file is None:
            raise Refused("distribution/no-contract")
        own = self._own_judging()
        contract = parse_document(documents.CONTRACT, file.data, CONTRACT_PATH, own)
        if contract is not None:
            check_document(contract)
        rule = first_error(own)
        if contract is None or rule is not None:
            raise Refused(rule or "distribution/no-contract")
        return contract

    def _find_index(self, contract: dict) -> tuple[str, dict | None]:
        indexes = contract["artifact"]["distribution_index"]
        if self._exists(indexes["canonical"]):
            return indexes["canonical"], None
        for legacy in indexes["legacy"]:
            path = legacy_path(legacy["path"], contract["contract_version"])
            if path is not None and self._exists(path):
                self._check_sunset(legacy)
                return path, legacy
        raise Refused("distribution/no-index")

    def _exists(self, path: str) -> bool:
        return is_safe_path(path) and os.path.lexists(os.path.join(self._root, os.fsencode(path)))

    def _check_sunset(self, legacy: dict) -> None:
        if to_seconds(self._now) < to_seconds(legacy["deprecation_sunset"]):
            self._warn("legacy-index")
        elif self._options.get("allowSunsetLegacy") is True:
            self._warn("legacy-index-allowed")
        else:
            raise Refused("distribution/legacy-index-sunset")

    def _read_index(self, path: str, contract: Judged, layout: Layout, trust_file: bytes | None) -> Judged:
        file = self._open(path)
        if file is None:
            raise Refused("distribution/index-unreadable")
        if file.size > self._judging.limits["distribution.index"]:
            raise Refused("distribution/index-too-large")
        if trust_file is not None:
            trust = read_trust(trust_file, self._judging)
            envelope = self._open(SIGNATURE_PATH)
            check_signature(envelope, file, path, contract.value, trust, self._now, self._judging)
        own = self._own_judging()
        index = parse_document(documents.INDEX, file.data, path, _WithoutPaths(own))
        if index is not None:
            check_document(index)
            check_rows_apart(index, layout.short_commit)
            expected = {"name": contract.value["artifact"]["name"], "contract_version": layout.contract_version}
            for name, text in expected.items():
                if index.value.get(name, text) != text:
                    index.add("index-contract-mismatch", f"/{name}")
        rule = first_error(own)
        if index is None or rule is not None:
            raise Refused(rule or "distribution/index-schema")
        return index

    def _select(self, index: Judged) -> Row:
        rows = [row for row in index_rows(index.value) if self._matches(row.identity())]
        if not rows:
            raise Refused("distribution/no-match")
        if len(rows) > 1:
            raise Refused("distribution/ambiguous-match")
        if "yanked" in rows[0].value:
            if self._options.get("allowYanked") is True:
                self._warn("yanked-allowed")
            else:
                self._refuse("yanked-artifact")
        return rows[0]

    def _matches(self, identity: dict) -> bool:
        asked = self._identity
        if any(identity[part] != asked[part] for part in ("version", "target", "profile", "dist_revision")):
            return False
        if not identity["git_rev"].startswith(asked["git_rev"]):
            return False
        toolchain, prefix = identity["toolchain"], asked["toolchain"]
        if not toolchain.startswith(prefix):
            return False
        if not self._is_strict:
            return True
        is_whole = toolchain[len(prefix) : len(prefix) + 1] in _AFTER_TOOLCHAIN
        return is_whole and ("-" not in toolchain or "-" in prefix)

    def _check_row(self, index: Judged, row: Row, layout: Layout, contract: Judged, legacy: dict | None) -> None:
        own = self._own_judging()
        judged = index.judged_by(own)
        named = [row.value[name] for name in FILES if name in row.value]
        if not all(map(is_safe_path, named)):
            raise Refused("distribution/path-unsafe")
        if legacy is not None:
            below = f"dist/{layout.contract_version}/"
            if not all(path.startswith(below) for path in named):
                self._refuse("legacy-row-outside")
        paths = check_paths(judged, row, layout)
        self._stop(own)
        self._check_platform(row, contract)
        files = {path: self._open(path) for path in paths.values()}
        # What section 5.5 does not name is judged where a repository is.
        verifier = Verifier(files.get, contract, layout, own, judges_sidecars=False)
        verifier.verify(row, paths, is_deep=self._options.get("deep") is True)
        self._stop(own)

    def _stop(self, own: Judging) -> None:
        rule = first_error(own)
        if rule is not None:
            raise Refused(rule)

    def _check_platform(self, row: Row, contract: Judged) -> None:
        platform = to_platform(row.target)
        matrix = contract.value["compatibility_matrix"]
        found = None
        if platform is not None:
            family, architecture = platform
            found = next((r for r in matrix if r["platform_family"] == family and architecture in r["arch"]), None)
        if found is not None and found["compatibility"] in ("planned", "deprecated"):
            self._warn(f"platform-{found['compatibility']}")
        host = self._options.get("host")
        own = None if platform is None else f"{SYSTEM_NAMES[platform[0]]} {platform[1]}"
        if host is not None and own != host:
            self._warn("other-host")

    def _read_own(self, option: str) -> bytes | None:
        """A file of the consumer, where the option names one; one that cannot be read is an error of whoever asks."""
        if option not in self._options:
            return None
        with open(os.path.join(self._root, os.fsencode(self._options[option])), "rb") as file:
            return file.read()

    def _run_locked(self, data: bytes) -> str:
        own = self._own_judging()
        lock = parse_document(documents.LOCK, data, None, own)
        rule = first_error(own)
        if lock is None or rule is not None:
            raise Refused(rule or "distribution/lock-schema")
        entries = [entry for entry in lock.value["artifacts"] if self._matches(entry["identity"])]
        if len(entries) != 1:
            raise Refused("distribution/not-locked")
        for name in _LOCKED:
            locked = entries[0][name]
            file = self._open(locked["path"]) if is_safe_path(locked["path"]) else None
            if file is None or (len(file.data), file.sha256) != (locked["size"], locked["sha256"]):
                raise Refused("distribution/lock-mismatch")
        return entries[0]["artifact"]["path"]


class _WithoutPaths:
    """What is judged, without the rule on paths: of those, only the paths of the row that is selected are judged."""

    def __init__(self, judging) -> None:
        self._judging = judging

    def __getattr__(self, name: str):
        return getattr(self._judging, name)

    def active(self, rule: str) -> bool:
        return rule != "distribution/path-unsafe" and self._judging.active(rule)
