"""A handoff package as its rules look at it: files by path, folders, documents, and where findings are."""

import strict_json
import strict_yaml
from documents import read_document
from schema_findings import to_place

MACHINE_PROFILE = "machine-profile.yaml"
RUNTIME_CONFIG = "runtime/anolis-runtime.yaml"
PROVENANCE = "meta/provenance.json"
CHECKSUM_LIST = "meta/checksums.sha256"
FIXED_FILES = {
    MACHINE_PROFILE: "anpkg/missing-machine-profile",
    RUNTIME_CONFIG: "anpkg/missing-runtime-config",
    PROVENANCE: "anpkg/missing-provenance",
    CHECKSUM_LIST: "anpkg/missing-checksum-list",
}


class Package:
    """The members of a package, the last one of each name, and its documents once they are read."""

    def __init__(self, members, judging) -> None:
        by_path = {member.path: member for member in members}
        self.members = [by_path[path] for path in sorted(by_path)]
        self.files = {member.path: member for member in self.members if member.type == "file"}
        self.folders = _to_folders(self.members)
        self.judging = judging
        self.documents: dict = {}

    def value(self, path: str):
        """The value of a document; None where it is missing or cannot be read."""
        document = self.documents.get(path)
        return None if document is None else document.value

    def is_readable(self, path: str) -> bool:
        return self.documents.get(path) is not None

    def place(self, path: str, pointer: str) -> dict:
        """Where a value stands in a document."""
        return {"member": path, **to_place(self.documents[path], pointer)}

    def add(self, rule: str, path: str, pointer: str, **details) -> None:
        """A finding about a value in a document."""
        self.judging.add(f"anpkg/{rule}", self.place(path, pointer), details)


def _to_folders(members) -> set[str]:
    """All folders, also those that only stand in the names of members; the root is the empty name."""
    folders = {""}
    for member in members:
        path = member.path
        if member.type == "directory":
            folders.add(path)
        while "/" in path:
            path = path[: path.rindex("/")]
            if path in folders:
                break
            folders.add(path)
    return folders


def is_yaml(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def is_json(path: str) -> bool:
    return path.endswith(".json")


class DocumentReader:
    """Reads documents in the order of their paths until a total is exceeded; section 4."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.judging = package.judging
        self.left = {name: self.judging.limits[f"{name}.packageTotal"] for name in ("yaml", "json")}

    def read_all(self, paths) -> None:
        """Reads what has not been read yet; paths that are no files are passed over."""
        for path in sorted(paths):
            if path in self.package.files and path not in self.package.documents:
                self._read(path)

    def _read(self, path: str) -> None:
        kind, reader = ("json", strict_json) if is_json(path) else ("yaml", strict_yaml)
        member = self.package.files[path]
        document = None
        # Its own limit is looked at even where the total is exceeded: that takes no reading.
        fits = reader.check_size(member.size, self.judging, path)
        if self._take(kind, member.size) and fits:
            document = read_document(reader, member.data(), self.judging, path)
        self.package.documents[path] = document

    def _take(self, kind: str, size: int) -> bool:
        if self.left[kind] < 0:
            return False
        self.left[kind] -= size
        if self.left[kind] < 0:
            limit = self.judging.limits[f"{kind}.packageTotal"]
            details = {"size": limit - self.left[kind], "limit": limit}
            self.judging.add(f"anpkg/{kind}-total-too-large", {}, details)
        return self.left[kind] >= 0
