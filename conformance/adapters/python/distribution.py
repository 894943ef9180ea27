"""The contract distribution: a repository of artifacts, or one of its documents."""

import os
from datetime import datetime, timedelta

from distribution_changelog import check_changelog, notice_days, parse_changelog
from distribution_changes import judge_changes
from distribution_documents import CONFIG, CONTRACT, INDEX, Judged, index_rows, parse_document, recognise, size_rule
from distribution_rows import FILES, Verifier, check_paths
from distribution_rules import LEAST_GENERATIONS, check_document, check_rows_apart
from distribution_signatures import SIGNATURE_PATH, is_outdated
from distribution_templates import Layout, legacy_path
from distribution_text import check_text
from distribution_tree import Tree, find_file
from distribution_values import is_day, is_safe_path, is_target, is_version, to_platform, version_key
from package_folder import FolderSource
from schema_findings import to_place

import strict_json
from canonical_json import canonical
from documents import read_document

CONTRACT_PATH = "docs/distribution-contract.json"
_TEXT_PATH = "docs/distribution.md"
_CHANGELOG_PATH = "docs/distribution-changelog.md"
_NOTICE_DAYS = 60
_TIME_TO_REMOVE = timedelta(days=90)


def validate(source, judging) -> dict:
    """Judges a folder as a repository, or a file as a document; the observation."""
    if isinstance(source, FolderSource):
        now, before = (judging.options.get(name) for name in ("now", "before"))
        if isinstance(before, str):
            judge_changes(source.root, os.path.join(source.root, os.fsencode(before)), now, judging)
            return {"members": [], "documents": {}, "references": []}
        return Repository(source.root, judging).judge()
    return _validate_document(source, judging)


def _validate_document(source, judging) -> dict:
    limit = judging.limits["distribution.index"]
    if source.size > limit:
        judging.add("distribution/index-too-large", {}, {"size": source.size, "limit": limit})
        return {}
    data = source.read(0, source.size)
    document = read_document(_AnySize(judging.limits), data, judging, None)
    if document is None:
        return {}
    # The profile core does without some of the schemas, and does not ask which document it is.
    alone = {"members": [], "documents": {"": document.digest()}, "references": []}
    kind = recognise(document.value)
    if kind is None:
        names = document.value if isinstance(document.value, dict) else {}
        judging.add("distribution/unknown-schema-version", to_place(document, "/schema_version" if "schema_version" in names else ""))
        return alone
    rule, name = size_rule(kind)
    if len(data) > judging.limits[name]:
        judging.add(rule, {}, {"size": len(data), "limit": judging.limits[name]})
        return {}
    quiet = _Once(judging)
    judged = parse_document(kind, data, None, quiet)
    if judged is None:
        return alone
    check_document(judged)
    if kind == INDEX:
        check_rows_apart(judged, lambda row: row.value.get("gitsha"))
    return alone


class _AnySize:
    """strict-json without its own limit on the size: that of the kind of document holds."""

    def __init__(self, limits: dict) -> None:
        self._limits = {**limits, "json.size": limits["distribution.index"]}

    def parse(self, data: bytes, judging, path: str | None):
        return strict_json.parse(data, judging, path, self._limits)


class _Once:
    """What is judged, without the findings of the syntax, which were given already."""

    def __init__(self, judging) -> None:
        self._judging = judging

    def __getattr__(self, name: str):
        return getattr(self._judging, name)

    def add(self, rule: str, at: dict | None = None, details: dict | None = None) -> None:
        if not rule.startswith("json/"):
            self._judging.add(rule, at, details)


class Repository:
    """A repository that is judged."""

    def __init__(self, root: bytes, judging) -> None:
        self._root = root
        self._judging = judging
        self._tree: Tree | None = None
        self._looked_at: dict[str, object] = {}
        self._documents: list[Judged] = []
        self._references: list[dict] = []
        # Where the canonical index is to be, once a contract says so.
        self.index_path: str | None = None

    def judge(self) -> dict:
        judging = self._judging
        tree = Tree(self._root, judging)
        if judging.has_errors("container"):
            return {}
        self._tree = tree
        if self._find_document(CONTRACT_PATH) is None:
            return {}
        contract = self._read(CONTRACT, CONTRACT_PATH)
        if contract is None:
            return {}
        self._judge_with(contract, self._find_document(_TEXT_PATH))
        if judging.has_errors():
            return {}
        for file in tree.files.values():
            self._looked_at[file.path] = file
        return {
            "members": [self._looked_at[path].observe() for path in sorted(self._looked_at)],
            "documents": {document.path: document.digest() for document in self._documents},
            "references": sorted(self._references, key=lambda each: (each["from"]["member"], each["from"]["pointer"])),
        }

    def judge_inputs(self) -> None:
        """What a producer goes by, and nothing else: contract, configuration and canonical index; section 8."""
        self._find_document(CONTRACT_PATH)
        contract = self._read(CONTRACT, CONTRACT_PATH)
        if contract is None:
            return
        self._layout = Layout(contract.value)
        self._judge_config(contract)
        place = contract.value["artifact"]["distribution_index"]["canonical"]
        self.index_path = place
        if is_safe_path(place) and os.path.lexists(os.path.join(self._root, os.fsencode(place))):
            self._find_document(place)
            index = self._read(INDEX, place)
            if index is not None:
                self._judge_index(index, contract)
                for row in index_rows(index.value):
                    check_paths(index, row, self._layout)

    def document(self, path: str):
        """The value of a document that was judged; None where none could be read there."""
        return next((document.value for document in self._documents if document.path == path), None)

    def _find_document(self, path: str):
        """A file that has to be there."""
        file = find_file(self._root, path)
        if file is None:
            self._judging.add("distribution/missing-document", {"member": path})
        else:
            self._looked_at[path] = file
        return file

    def _read(self, kind: str, path: str) -> Judged | None:
        file = self._looked_at.get(path) or (self._tree and self._tree.files.get(path))
        if file is None:
            return None
        rule, name = size_rule(kind)
        limit = self._judging.limits[name]
        if file.size > limit:
            self._judging.add(rule, {"member": path}, {"size": file.size, "limit": limit})
            return None
        judged = parse_document(kind, file.data, path, self._judging, self._documents.append)
        if judged is not None:
            check_document(judged)
        return judged

    def _judge_with(self, contract: Judged, text) -> None:
        value = contract.value
        self._layout = Layout(value)
        if text is not None:
            check_text(text.data, contract, _TEXT_PATH, self._judging)
        self._judge_changelog(contract)
        self._judge_config(contract)
        indexes = value["artifact"]["distribution_index"]
        legacy = [legacy_path(entry["path"], value["contract_version"]) or "" for entry in indexes["legacy"]]
        place = indexes["canonical"]
        index_paths = [place, *legacy]
        aliases = []
        for path in dict.fromkeys(index_paths[1:]):
            if path in self._tree.files and path != place:
                judged = self._read(INDEX, path)
                if judged is not None:
                    self._judge_index(judged, contract)
                    aliases.append(judged)
        if place not in self._tree.files:
            self._judging.add("distribution/missing-index", {"member": place})
            return
        signature = self._tree.files.get(SIGNATURE_PATH)
        if signature is not None and is_outdated(signature.data, self._tree.files[place], self._judging):
            self._judging.add("distribution/signature-outdated", {"member": SIGNATURE_PATH})
        index = self._read(INDEX, place)
        stale = set()
        if index is not None:
            stale = {alias.path for alias in aliases if self._judge_alias(alias, index)}
            self._judge_index(index, contract)
            self._judge_platforms(index, contract)
            self._judge_rows(index, contract, index_paths)
        for path, legacy in zip(index_paths[1:], indexes["legacy"], strict=True):
            if is_safe_path(path):
                self._judge_moment(path, legacy["deprecation_sunset"], place, path in stale)

    def _judge_changelog(self, contract: Judged) -> None:
        path = contract.value.get("governance", {}).get("changelog", _CHANGELOG_PATH)
        file = self._find_document(path)
        if file is None:
            return
        entries = parse_changelog(file.data)
        check_changelog(entries, path, contract.value["contract_version"], self._judging)
        expected = contract.value.get("deprecation", {}).get("minimum_notice_days", _NOTICE_DAYS)
        for index, legacy in enumerate(contract.value["artifact"]["distribution_index"]["legacy"]):
            pointer = f"/artifact/distribution_index/legacy/{index}/deprecation_sunset"
            if pointer in contract.broken:
                continue
            actual = notice_days(entries, legacy["deprecation_sunset"])
            if actual < expected:
                contract.add("notice-too-short", pointer, actual=actual, expected=expected)

    def _judge_config(self, contract: Judged) -> None:
        path = contract.value["artifact"]["release_artifacts"]["orchestrator"]["config"]
        if self._find_document(path) is None:
            return
        config = self._read(CONFIG, path)
        if config is None:
            return
        value, artifact = config.value, contract.value["artifact"]
        kept = contract.value.get("retention", {}).get("minimum_generations", LEAST_GENERATIONS)
        for name, holds in (
            ("contract", value["contract"] == CONTRACT_PATH),
            ("dist_root", value["dist_root"] == artifact["naming"]["namespace"]),
            ("format", value["format"] in artifact["release_artifacts"]["formats"]),
            ("retention_generations", value.get("retention_generations", kept) >= kept),
        ):
            if not holds:
                config.add("config-mismatch", f"/{name}")
        for position, target in enumerate(value["targets"]):
            if is_target(target) and self._platform(contract, target) is None:
                config.add("unmapped-target", f"/targets/{position}")

    def _platform(self, contract: Judged, target: str) -> dict | None:
        """The row of the matrix that a target belongs to."""
        platform = to_platform(target)
        if platform is None:
            return None
        family, architecture = platform
        rows = contract.value["compatibility_matrix"]
        return next((row for row in rows if row["platform_family"] == family and architecture in row["arch"]), None)

    def _judge_index(self, index: Judged, contract: Judged) -> None:
        expected = {"name": contract.value["artifact"]["name"], "contract_version": contract.value["contract_version"]}
        for name, text in expected.items():
            if index.value.get(name, text) != text:
                index.add("index-contract-mismatch", f"/{name}", actual=index.value[name], expected=text)
        sound = self._layout.is_sound
        check_rows_apart(index, self._layout.short_commit if sound else lambda row: row.value.get("gitsha"))
        for r, release in enumerate(index.value["releases"]):
            for t, entry in enumerate(release["targets"]):
                pointer = f"/releases/{r}/targets/{t}/target"
                if is_target(entry["target"]) and self._platform(contract, entry["target"]) is None:
                    index.add("unmapped-target", pointer)

    def _judge_moment(self, path: str, sunset: str, canonical_path: str, is_blocked: bool) -> None:
        """An index under a legacy path, or its absence, at the moment that is given; section 9.3."""
        now = self._judging.options.get("now")
        if not isinstance(now, str):
            return
        file, original = self._tree.files.get(path), self._tree.files[canonical_path]
        at = {"member": path}
        if now < sunset:
            if file is None:
                self._judging.add("distribution/alias-missing", at)
            elif file.sha256 != original.sha256:
                self._judging.add("distribution/alias-differs", at)
        elif file is not None:
            self._judging.add("distribution/alias-sunset", at, {"sunset": sunset})
            if is_blocked or not is_day(sunset):
                return
            late = datetime.fromisoformat(now) - datetime.fromisoformat(sunset) - _TIME_TO_REMOVE
            if late > timedelta():
                self._judging.add("distribution/alias-overdue", at, {"days": -(-late // timedelta(days=1))})

    def _judge_alias(self, alias: Judged, index: Judged) -> bool:
        """Whether a row of an index under a legacy path does not stand in the canonical one with the same members."""
        rows = {canonical([row.identity(), row.value]) for row in index_rows(index.value)}
        stale = [row for row in index_rows(alias.value) if canonical([row.identity(), row.value]) not in rows]
        for row in stale:
            alias.add("alias-stale-row", row.pointer)
        return bool(stale)

    def _judge_platforms(self, index: Judged, contract: Judged) -> None:
        releases = index.value["releases"]
        for r, release in enumerate(releases):
            for t, entry in enumerate(release["targets"]):
                row = self._platform(contract, entry["target"])
                if row is not None and row["compatibility"] in ("planned", "deprecated"):
                    index.add(f"platform-{row['compatibility']}", f"/releases/{r}/targets/{t}/target")
        versions = [release["version"] for release in releases if is_version(release["version"])]
        if not versions:
            return
        newest = max(versions, key=version_key)
        targets = [t["target"] for release in releases if release["version"] == newest for t in release["targets"]]
        present = {to_platform(target) for target in targets}
        for position, row in enumerate(contract.value["compatibility_matrix"]):
            for architecture in row["arch"]:
                if row["compatibility"] == "recommended" and (row["platform_family"], architecture) not in present:
                    platform = f"{row['os']} {architecture}"
                    pointer = f"/compatibility_matrix/{position}"
                    contract.add("platform-without-artifact", pointer, platform=platform)

    def _judge_rows(self, index: Judged, contract: Judged, index_paths: list[str]) -> None:
        files = self._tree.files
        verifier = Verifier(files.get, contract, self._layout, self._judging)
        referenced = {*index_paths, SIGNATURE_PATH}
        for row in index_rows(index.value):
            paths = check_paths(index, row, self._layout)
            referenced.update(paths.values())
            verifier.verify(row, paths)
            for name in FILES:
                if name in row.value:
                    place = {"member": index.path, "pointer": f"{row.pointer}/{name}"}
                    self._references.append({"from": place, "to": row.value[name]})
        self._documents.extend(verifier.documents)
        for path in sorted(files):
            if path not in referenced:
                self._judging.add("distribution/unreferenced-file", {"member": path})
