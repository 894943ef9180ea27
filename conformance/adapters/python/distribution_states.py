"""A state of a repository, as far as it is compared with another; distribution, sections 2 and 9.2."""

from distribution_changelog import Entry, parse_changelog
from distribution_documents import CONTRACT, INDEX, Judged, Row, index_rows, parse_document, size_rule
from distribution_templates import Layout, legacy_path
from distribution_tree import RepositoryFile, Tree, find_file
from distribution_values import PARTS, is_safe_path, version_key
from findings import Judging

CONTRACT_PATH = "docs/distribution-contract.json"
TEXT_PATH = "docs/distribution.md"
CHANGELOG_PATH = "docs/distribution-changelog.md"
DOCUMENTS = ("contract", "text", "changelog")


class State:
    """The contract, the text, the changelog, the canonical index and the files below `dist`."""

    def __init__(self, root: bytes, contract: Judged, files: dict[str, RepositoryFile]) -> None:
        self.contract = contract
        self.files = files
        self.layout = Layout(contract.value)
        self.index_path = contract.value["artifact"]["distribution_index"]["canonical"]
        self.changelog_path = contract.value.get("governance", {}).get("changelog", CHANGELOG_PATH)
        paths = (CONTRACT_PATH, TEXT_PATH, self.changelog_path)
        documents = {name: find_file(root, path) for name, path in zip(DOCUMENTS, paths, strict=True)}
        self.digests = {name: file and file.sha256 for name, file in documents.items()}
        changelog = documents["changelog"]
        self.entries: list[Entry] = [] if changelog is None else parse_changelog(changelog.data)
        self.index: Judged | None = None

    @property
    def rows(self) -> list[Row]:
        return [] if self.index is None else list(index_rows(self.index.value))

    @property
    def generations(self) -> list[str]:
        """The versions with a row, the lowest first."""
        return sorted({row.version for row in self.rows}, key=version_key)

    def legacy_paths(self) -> list[tuple[str, str]]:
        """The legacy paths with their sunsets."""
        version = self.contract.value["contract_version"]
        entries = self.contract.value["artifact"]["distribution_index"]["legacy"]
        paths = ((legacy_path(entry["path"], version), entry["deprecation_sunset"]) for entry in entries)
        return [(path, sunset) for path, sunset in paths if path is not None]

    def versions(self) -> set[str]:
        return {entry.version for entry in self.entries}

    def files_of(self, row: Row) -> set[str]:
        """The paths of a row; that of the provenance where the templates render it, if the row does not say."""
        names = ("artifact_file", "manifest_file", "checksums_file", "provenance_file")
        paths = {row.value[name] for name in names if name in row.value}
        if "provenance_file" not in row.value and self.layout.is_sound:
            paths.add(self.layout.row_paths(row)["provenance_file"])
        return paths


def key_of(row: Row) -> tuple:
    """What sets a row apart."""
    return tuple(row.identity()[part] for part in PARTS)


def read_state(root: bytes, judging: Judging) -> State | None:
    """A state; None, with findings, where its contract, or an index that is there, cannot be read or breaks its schema."""
    files = Tree(root, Judging(judging.profile, judging.catalogue)).files
    file = find_file(root, CONTRACT_PATH)
    if file is None:
        judging.add("distribution/missing-document", {"member": CONTRACT_PATH})
        return None
    contract = _read(CONTRACT, file, judging)
    if contract is None:
        return None
    state = State(root, contract, files)
    if state.index_path in files:
        state.index = _read(INDEX, files[state.index_path], judging)
        return None if state.index is None else state
    if is_safe_path(state.index_path):
        judging.add("distribution/missing-index", {"member": state.index_path})
    return state


def read_rows(path: str, state: State, judging: Judging) -> list[Row]:
    """The rows of another index of a state; none where it cannot be read."""
    index = _read(INDEX, state.files[path], Judging(judging.profile, judging.catalogue))
    return [] if index is None else list(index_rows(index.value))


def _read(kind: str, file: RepositoryFile, judging: Judging) -> Judged | None:
    rule, name = size_rule(kind)
    if file.size > judging.limits[name]:
        judging.add(rule, {"member": file.path}, {"size": file.size, "limit": judging.limits[name]})
        return None
    judged = parse_document(kind, file.data, file.path, _Shape(judging))
    return judged and judged.judged_by(judging)


class _Shape:
    """What is judged, without what a document breaks beyond its syntax, its limits and its schema."""

    def __init__(self, judging: Judging) -> None:
        self._judging = judging

    def __getattr__(self, name: str):
        return getattr(self._judging, name)

    def add(self, rule: str, at: dict | None = None, details: dict | None = None) -> None:
        if rule.startswith("json/") or rule.endswith(("-schema", "-too-large")):
            self._judging.add(rule, at, details)
