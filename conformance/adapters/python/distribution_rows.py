"""A row of an index and the four files that it leads to; distribution, sections 4 and 5.5."""

from distribution_archive import check_content, open_archive
from distribution_documents import CHECKSUMS, MANIFEST, PROVENANCE, Judged, Row, parse_document, size_rule
from distribution_rules import check_document
from distribution_templates import Layout
from distribution_values import PARTS, is_commit, is_safe_path, is_target, is_toolchain, is_version

FILES = ("artifact_file", "manifest_file", "checksums_file", "provenance_file")
_SIDECARS = {"manifest_file": MANIFEST, "checksums_file": CHECKSUMS, "provenance_file": PROVENANCE}


class RowFiles:
    """Where the files of a row are, and the documents among them that could be read."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}
        self.documents: dict[str, Judged] = {}


def check_paths(index: Judged, row: Row, layout: Layout) -> dict[str, str]:
    """Judges the paths of a row; the safe ones by the member of the row that names them."""
    named = {name: row.value[name] for name in FILES if name in row.value}
    safe = {name: path for name, path in named.items() if is_safe_path(path)}
    if not layout.is_sound or not _is_rendered(row):
        return safe
    rendered = layout.row_paths(row)
    for name, path in named.items():
        if path != rendered[name] and is_safe_path(path):
            index.add("path-not-rendered", f"{row.pointer}/{name}", expected=rendered[name])
    if "provenance_file" not in named and is_safe_path(rendered["provenance_file"]):
        safe["provenance_file"] = rendered["provenance_file"]
    return safe


def _is_rendered(row: Row) -> bool:
    value = row.value
    return (
        is_version(row.version)
        and is_target(row.target)
        and is_commit(value["git_rev"])
        and is_toolchain(value["toolchain"])
    )


class Verifier:
    """Verifies rows against the files of one repository; a file is read and judged once."""

    def __init__(self, find, contract: Judged, layout: Layout, judging, judges_sidecars: bool = True) -> None:
        self._find = find
        self._contract = contract
        self._layout = layout
        self._judging = judging
        self._judges_sidecars = judges_sidecars
        self._documents: dict[tuple[str, str], Judged | None] = {}
        self.documents: list[Judged] = []

    def verify(self, row: Row, paths: dict[str, str], is_deep: bool = True) -> None:
        """All rules of section 5.5 on a row, and with `is_deep` those of section 6."""
        files = {name: self._find(path) for name, path in paths.items()}
        for name, file in files.items():
            if file is None:
                self._judging.add("distribution/missing-file", {"member": paths[name]})
        sidecars = {
            name: self._read(kind, files[name]) for name, kind in _SIDECARS.items() if files.get(name) is not None
        }
        manifest, checksums, provenance = (sidecars.get(name) for name in _SIDECARS)
        if checksums is not None and checksums.value.get("algorithm", "sha256") != "sha256":
            checksums.add("digest-algorithm", "/algorithm")
            checksums = None
        artifact = files.get("artifact_file")
        is_oversized = artifact is not None and self._is_oversized(row, artifact, manifest)
        if artifact is not None:
            self._check_artifact(row, artifact, manifest, checksums, is_oversized)
        self._check_digests(row, files, checksums)
        self._check_artifact_files(row, manifest, checksums, provenance)
        if manifest is not None:
            self._check_manifest(row, manifest)
        if provenance is not None:
            self._check_provenance(row, provenance)
        if is_deep and artifact is not None and not is_oversized:
            content = open_archive(artifact, self._judging)
            if content is not None:
                entrypoints = self._contract.value["artifact"]["entrypoints"]
                check_content(artifact, manifest, row, entrypoints, content, self._judging)

    def _read(self, kind: str, file) -> Judged | None:
        key = (kind, file.path)
        if key not in self._documents:
            rule, limit = size_rule(kind)
            if file.size > self._judging.limits[limit]:
                details = {"size": file.size, "limit": self._judging.limits[limit]}
                self._judging.add(rule, {"member": file.path}, details)
                document = None
            else:
                document = parse_document(
                    kind, file.data, file.path, self._judging, self.documents.append, only_schema=not self._judges_sidecars
                )
            if document is not None and self._judges_sidecars:
                check_document(document)
            self._documents[key] = document
        return self._documents[key]

    def _is_oversized(self, row: Row, file, manifest: Judged | None) -> bool:
        """Whether there is more than was published, of which nothing else is judged."""
        if not self._judging.active("distribution/artifact-size-mismatch"):
            return False
        stated = (row.value, manifest.value if manifest is not None else {})
        return any(file.size > value.get("artifact_size", file.size) for value in stated)

    def _check_artifact(
        self, row: Row, file, manifest: Judged | None, checksums: Judged | None, is_oversized: bool
    ) -> None:
        stated = {"index": row.value, "checksums": checksums and checksums.value, "manifest": manifest and manifest.value}
        facts = [("artifact-size-mismatch", "artifact_size", file.size)]
        if not is_oversized:
            facts.append(("artifact-digest-mismatch", "artifact_sha256", file.sha256))
        for rule, name, actual in facts:
            wrong = [
                source for source, value in stated.items() if value is not None and value.get(name, actual) != actual
            ]
            if wrong:
                details = {"actual": actual, "sources": ", ".join(wrong)}
                self._judging.add(f"distribution/{rule}", {"member": file.path}, details)

    def _check_digests(self, row: Row, files: dict, checksums: Judged | None) -> None:
        own = files.get("checksums_file")
        expected = row.value.get("checksums_sha256")
        if own is not None and expected is not None and own.sha256 != expected:
            self._add("checksums-digest-mismatch", own, expected)
        if checksums is None or "files" not in checksums.value:
            return
        for name, key in (("manifest_file", "manifest.json"), ("provenance_file", "provenance.json")):
            file, expected = files.get(name), checksums.value["files"][key]
            if file is not None and file.sha256 != expected:
                self._add("sidecar-digest-mismatch", file, expected)

    def _add(self, rule: str, file, expected: str) -> None:
        details = {"actual": file.sha256, "expected": expected}
        self._judging.add(f"distribution/{rule}", {"member": file.path}, details)

    def _check_artifact_files(self, row: Row, manifest, checksums, provenance) -> None:
        expected = row.value["artifact_file"]
        for document, pointer in ((manifest, "/artifact_file"), (checksums, "/artifact_file")):
            if document is not None and document.value.get("artifact_file", expected) != expected:
                document.add("artifact-file-mismatch", pointer)
        if provenance is not None and provenance.value["subject"]["artifact_file"] != expected:
            provenance.add("artifact-file-mismatch", "/subject/artifact_file")

    def _check_manifest(self, row: Row, manifest: Judged) -> None:
        expected = dict(row.identity())
        expected["name"] = self._contract.value["artifact"]["name"]
        expected["contract_version"] = self._contract.value["contract_version"]
        if "gitsha" in row.value:
            expected["gitsha"] = row.value["gitsha"]
        for name, value in expected.items():
            if manifest.value[name] != value:
                manifest.add("manifest-mismatch", f"/{name}", property=name)
        self._check_epoch(row, manifest, "/source_date_epoch", manifest.value["source_date_epoch"])

    def _check_provenance(self, row: Row, provenance: Judged) -> None:
        value, identity = provenance.value, row.identity()
        for part in PARTS:
            if value["tuple"][part] != identity[part]:
                provenance.add("provenance-mismatch", f"/tuple/{part}", property=part)
        if value["subject"]["artifact_sha256"] != row.value["artifact_sha256"]:
            provenance.add("provenance-mismatch", "/subject/artifact_sha256", property="artifact_sha256")
        if value["contract_version"] != self._contract.value["contract_version"]:
            provenance.add("provenance-mismatch", "/contract_version", property="contract_version")
        self._check_epoch(row, provenance, "/build/source_date_epoch", value["build"]["source_date_epoch"])

    def _check_epoch(self, row: Row, document: Judged, pointer: str, actual: int) -> None:
        expected = row.value["source_date_epoch"]
        if actual != expected:
            document.add("epoch-mismatch", pointer, actual=actual, expected=expected)
