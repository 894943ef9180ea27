"""The documents of doctor-cli-package: which one it is, its schema, and what it says about itself; section 3."""

import re
from functools import cache

from schema_findings import Schema, to_place

MANIFEST = "doctor-cli-release-manifest-v1"
PAYLOAD = "doctor-cli-package-v1"
TEMPLATE = "doctor-cli-package-config-v1"

# By version: the schema's name, and the rule that stands for the schema.
KINDS = {
    PAYLOAD: ("package-payload", "payload-schema"),
    MANIFEST: ("release-manifest", "release-manifest-schema"),
    TEMPLATE: ("config-template", "config-template-schema"),
    "doctor-core-report-v1": ("core-report", "core-report-schema"),
    "doctor-cli-error-v1": ("error", "error-schema"),
}
_NUMBER = "(?:0|[1-9][0-9]*)"
_PRE_RELEASE = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}"
    rf"(?:-{_PRE_RELEASE}(?:\.{_PRE_RELEASE})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
_SETTINGS = {
    "ci": {"output_format": "json", "color": "never", "strict_mode": True},
    "local": {"output_format": "text", "color": "auto", "strict_mode": False},
}
_STEPS = ("build", "repackage", "promote")


class JudgedDocument:
    """A document with the path that its findings carry, None where it is judged alone."""

    def __init__(self, document, path: str | None, judging) -> None:
        self.value = document.value
        self.path = path
        self._document = document
        self._judging = judging

    def digest(self) -> str:
        return self._document.digest()

    def add(self, rule: str, pointer: str, **details) -> None:
        """A finding about a value of the document."""
        at = {**self.artifact(), **to_place(self._document, pointer)}
        self._judging.add(f"doctor-cli-package/{rule}", at, details)

    def artifact(self) -> dict:
        return {} if self.path is None else {"member": self.path}

    def holds_schema(self, version: str) -> bool:
        """Whether the document is valid against the schema of a version."""
        name, rule = KINDS[version]
        breaches = _schema(self._judging.catalogue, name).breaches(self.value)
        for breach in breaches:
            at = {**self.artifact(), **breach.place(self._document)}
            self._judging.add(f"doctor-cli-package/{rule}", at, breach.details())
        return not breaches


@cache
def _schema(catalogue, name: str) -> Schema:
    return Schema(catalogue.schema("doctor-cli-package", name))


def recognise(document: JudgedDocument) -> str | None:
    """The version of a document that is judged alone."""
    value = document.value
    if not isinstance(value, dict) or "schema_version" not in value:
        document.add("unknown-schema-version", "")
        return None
    version = value["schema_version"]
    if isinstance(version, str) and version in KINDS:
        return version
    document.add("unknown-schema-version", "/schema_version")
    return None


def check_document(document: JudgedDocument, version: str) -> None:
    """The rules of section 3 on a document that is valid against its schema."""
    value = document.value
    if version in (PAYLOAD, MANIFEST):
        if not _VERSION.fullmatch(value["package_version"]):
            document.add("invalid-version", "/package_version")
        _check_template_order(document, value["config_templates"])
    if version == PAYLOAD:
        _check_logs(document, value["structured_logs"])
    elif version == MANIFEST:
        _check_platform_order(document, value["supported_platforms"])
        _check_steps(document, value["upgrade_path"])
    elif version == TEMPLATE:
        for setting, expected in _SETTINGS[value["profile"]].items():
            if value[setting] != expected:
                document.add("profile-settings", f"/{setting}", setting=setting, profile=value["profile"])


def _check_template_order(document: JudgedDocument, templates: list) -> None:
    for index in range(1, len(templates)):
        previous, profile = templates[index - 1]["profile"], templates[index]["profile"]
        if profile <= previous:
            pointer = f"/config_templates/{index}/profile"
            document.add("template-order", pointer, profile=profile, previous=previous)


def _check_platform_order(document: JudgedDocument, platforms: list) -> None:
    for index in range(1, len(platforms)):
        previous, platform = platforms[index - 1], platforms[index]
        if platform <= previous:
            pointer = f"/supported_platforms/{index}"
            document.add("platform-order", pointer, platform=platform, previous=previous)


def _check_steps(document: JudgedDocument, path: list) -> None:
    for index, (entry, expected) in enumerate(zip(path, _STEPS)):
        if entry["step"] != expected:
            pointer = f"/upgrade_path/{index}/step"
            document.add("upgrade-path-order", pointer, step=entry["step"], expected=expected)
            return


def _check_logs(document: JudgedDocument, logs: list) -> None:
    for index, entry in enumerate(logs):
        if entry["sequence"] != index + 1:
            pointer = f"/structured_logs/{index}/sequence"
            document.add("log-sequence", pointer, sequence=entry["sequence"], expected=index + 1)
    _check_events(document, [entry["event"] for entry in logs])


def _check_events(document: JudgedDocument, events: list[str]) -> None:
    """Only the first event in a wrong place is named: those behind it are often moved, no more."""
    expected = ["package-started"]
    expected += ["template-materialized"] * len(document.value["config_templates"])
    if "install_smoke" in document.value:
        expected.append("install-smoke-passed")
    expected += ["manifest-written", "package-completed"]
    for index, event in enumerate(events):
        wanted = expected[index] if index < len(expected) else "nothing"
        if event != wanted:
            document.add("log-events", f"/structured_logs/{index}/event", event=event, expected=wanted)
            return
    if len(events) < len(expected):
        details = {"event": "nothing", "expected": expected[len(events)]}
        document.add("log-events", "/structured_logs", **details)
