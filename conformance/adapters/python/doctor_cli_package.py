"""The contract doctor-cli-package: a packaged program with its checks, or one document of it."""

import strict_json
from documents import read_document
from doctor_cli_package_binary import find_platforms
from doctor_cli_package_documents import MANIFEST, TEMPLATE, JudgedDocument, check_document, recognise
from doctor_cli_package_references import (
    PathAt,
    binary_at,
    check_alone,
    check_commands,
    templates_at,
    to_command_line,
)
from package_folder import FolderSource, read_folder

_MANIFEST_PATH = "release-manifest.json"


def validate(source, judging) -> dict:
    """Judges a package or a document; the observation."""
    if isinstance(source, FolderSource):
        return _Package(source, judging).judge()
    return _validate_document(source, judging)


def _validate_document(source, judging) -> dict:
    if not strict_json.check_size(source.size, judging):
        return {}
    parsed = read_document(strict_json, source.read(0, source.size), judging, None)
    if parsed is None:
        return {}
    document = JudgedDocument(parsed, None, judging)
    version = recognise(document)
    if version is None:
        return {}
    if document.holds_schema(version):
        check_document(document, version)
        check_alone(document, version)
        check_commands(document, version, None)
    return {"members": [], "documents": {"": document.digest()}, "references": []}


class _Package:
    """One folder; its documents are read once, whatever refers to them."""

    def __init__(self, source: FolderSource, judging) -> None:
        self.judging = judging
        self.members = read_folder(source, "doctor-cli-package", judging)
        self.files = {member.path: member for member in self.members if member.type == "file"}
        self.documents: dict[str, JudgedDocument] = {}
        self.references: list[tuple[str, str]] = []
        self.missing: set[str] = set()

    def judge(self) -> dict:
        if self.judging.has_errors("container"):
            return {}
        if _MANIFEST_PATH not in self.files:
            self._add("missing-release-manifest", _MANIFEST_PATH)
            return {}
        manifest = self._read(_MANIFEST_PATH)
        if manifest is None or not manifest.holds_schema(MANIFEST):
            return {}
        check_document(manifest, MANIFEST)
        self._check_binary(manifest)
        default = self._check_templates(manifest)
        check_alone(manifest, MANIFEST, frozenset(self.missing))
        check_commands(manifest, MANIFEST, default)
        self._check_unlisted()
        return {} if self.judging.has_errors() else self._observe()

    def _read(self, path: str) -> JudgedDocument | None:
        """A document of the package; None where it cannot be read."""
        member = self.files[path]
        if not strict_json.check_size(member.size, self.judging, path):
            return None
        document = read_document(strict_json, member.data(), self.judging, path)
        if document is None:
            return None
        self.documents[path] = JudgedDocument(document, path, self.judging)
        return self.documents[path]

    def _follow(self, manifest: JudgedDocument, path: PathAt):
        """The file that a path leads to; None where nothing further is judged of it."""
        if not path.confined:
            return None
        if path.path not in self.files:
            manifest.add("path-target-missing", path.pointer, path=path.path)
            self.missing.add(path.pointer)
            return None
        self.references.append((path.pointer, path.path))
        return self.files[path.path]

    def _check_binary(self, manifest: JudgedDocument) -> None:
        member = self._follow(manifest, binary_at(manifest.value))
        if member is None:
            return
        self._compare(member, manifest.value["packaged_binary"], "binary")
        if not member.executable:
            self._add("not-executable", member.path)
        form, platforms = find_platforms(member.read, member.size)
        if platforms is None:
            self._add("unknown-binary-format", member.path, format=form)
            return
        for index, platform in enumerate(manifest.value["supported_platforms"]):
            if platform not in platforms:
                pointer = f"/supported_platforms/{index}"
                manifest.add("platform-mismatch", pointer, format=form, platform=platform)

    def _check_templates(self, manifest: JudgedDocument) -> dict | None:
        """Judges the templates; the value of the one for the default profile, where it is at hand."""
        default = None
        judged: dict[str, JudgedDocument | None] = {}
        for index, path in enumerate(templates_at(manifest.value)):
            entry = manifest.value["config_templates"][index]
            member = self._follow(manifest, path)
            if member is None:
                continue
            self._compare(member, entry, "template")
            if path.path not in judged:
                judged[path.path] = self._judge_template(path.path)
            template = judged[path.path]
            if template is None:
                continue
            self._compare_template(manifest, index, entry, template)
            if default is None and entry["profile"] == manifest.value["default_profile"]:
                default = template.value
        return default

    def _judge_template(self, path: str) -> JudgedDocument | None:
        template = self.documents.get(path) or self._read(path)
        if template is None or not template.holds_schema(TEMPLATE):
            return None
        check_document(template, TEMPLATE)
        return template

    def _compare_template(self, manifest: JudgedDocument, index: int, entry: dict, template: JudgedDocument) -> None:
        profile, name = template.value["profile"], template.value["binary_name"]
        if profile != entry["profile"]:
            details = {"actual": profile, "expected": entry["profile"]}
            template.add("template-profile-mismatch", "/profile", **details)
        if name != manifest.value["binary_name"]:
            details = {"actual": name, "expected": manifest.value["binary_name"]}
            template.add("template-binary-mismatch", "/binary_name", **details)
        expected = to_command_line(template.value)
        if entry["command_preview"] != expected:
            pointer = f"/config_templates/{index}/command_preview"
            manifest.add("command-preview-mismatch", pointer, expected=expected)

    def _compare(self, member, stated: dict, what: str) -> None:
        if member.size != stated["size_bytes"]:
            details = {"actual": member.size, "expected": stated["size_bytes"]}
            self._add(f"{what}-size-mismatch", member.path, **details)
        if member.sha256 != stated["sha256"]:
            details = {"actual": member.sha256, "expected": stated["sha256"]}
            self._add(f"{what}-digest-mismatch", member.path, **details)

    def _check_unlisted(self) -> None:
        listed = {path for _, path in self.references}
        for path in self.files:
            if path not in listed and path != _MANIFEST_PATH:
                self._add("unlisted-file", path)

    def _add(self, rule: str, path: str, **details) -> None:
        self.judging.add(f"doctor-cli-package/{rule}", {"member": path}, details)

    def _observe(self) -> dict:
        return {
            "members": [member.observe() for member in self.members],
            "documents": {path: document.digest() for path, document in sorted(self.documents.items())},
            "references": [
                {"from": {"member": _MANIFEST_PATH, "pointer": pointer}, "to": path}
                for pointer, path in sorted(self.references)
            ],
        }
