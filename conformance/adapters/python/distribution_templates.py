"""Templates of paths and names; distribution, sections 3.3 and 4."""

import re

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Other braces of a command are its own.
_IN_COMMAND = re.compile(r"(?<!\$)\{([a-z_]+)\}")
BUILD = ("target", "profile")
LEGACY = ("contract_version",)
FOLDER = ("contract_version", "version", "target", "profile", "toolchain", "gitsha", "dist_revision")
FILE_NAME = ("version", "target", "profile", "rust", "gitsha", "dist_revision", "ext")


def placeholders(template: str) -> list[str]:
    return _PLACEHOLDER.findall(template)


def has_only(template: str, allowed: tuple[str, ...]) -> bool:
    """Whether a template has no braces but those of placeholders that it can have."""
    rest = _PLACEHOLDER.sub(lambda found: "" if found[1] in allowed else found[0], template)
    return "{" not in rest and "}" not in rest


def holds_only(word: str, allowed: tuple[str, ...]) -> bool:
    """Whether a word of a command has no placeholders but those that it can have."""
    return all(name in allowed for name in _IN_COMMAND.findall(word))


def render(template: str, values: dict[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template)


class Layout:
    """The templates of a contract that keep their rules; None where one does not."""

    def __init__(self, contract: dict) -> None:
        artifact = contract["artifact"]
        self.contract_version = contract["contract_version"]
        self._folder = artifact["release_artifacts"]["artifact_directory_template"]
        self._file_name = artifact["naming"]["canonical_pattern"]
        self._ext = artifact["release_artifacts"]["formats"][0]

    @property
    def is_sound(self) -> bool:
        pairs = ((self._folder, FOLDER), (self._file_name, FILE_NAME))
        return all(has_only(text, names) and sorted(placeholders(text)) == sorted(names) for text, names in pairs)

    def paths(self, identity: dict, gitsha: str) -> dict[str, str]:
        """The paths of the four files by the member of a row that names them."""
        values = {**identity, "rust": identity["toolchain"], "gitsha": gitsha, "ext": self._ext}
        values["contract_version"] = self.contract_version
        folder = render(self._folder, values)
        return {
            "artifact_file": f"{folder}/{render(self._file_name, values)}",
            "manifest_file": f"{folder}/package/manifest.json",
            "checksums_file": f"{folder}/package/checksums.json",
            "provenance_file": f"{folder}/package/provenance.json",
        }

    def row_paths(self, row) -> dict[str, str]:
        """The paths of a row; without a `gitsha`, of the one with which its artifact is rendered, or the shortest."""
        identity = row.identity()
        gitsha = self.short_commit(row)
        return self.paths(identity, row.value["git_rev"][:7] if gitsha is None else gitsha)

    def short_commit(self, row) -> str | None:
        """`gitsha` of a row, or the one that its artifact's path renders."""
        if "gitsha" in row.value:
            return row.value["gitsha"]
        identity = row.identity()
        candidates = (row.value["git_rev"][:length] for length in range(7, 17))
        artifact = row.value["artifact_file"]
        return next((short for short in candidates if self.paths(identity, short)["artifact_file"] == artifact), None)


def legacy_path(template: str, contract_version: str) -> str | None:
    """The path of a legacy index; None where its template breaks its rule."""
    return render(template, {"contract_version": contract_version}) if has_only(template, LEGACY) else None
