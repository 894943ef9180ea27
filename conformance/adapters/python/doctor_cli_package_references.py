"""What the documents of doctor-cli-package say about files and about each other; sections 4 and 5."""

import re
from dataclasses import dataclass

from doctor_cli_package_documents import MANIFEST, PAYLOAD, JudgedDocument

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\\:]")
_ANY_WRAPPER = re.compile(r"[^ ]+ exec --")
_ANY_WRAPPED = re.compile(r"[^ ]+ exec -- ")


@dataclass(frozen=True)
class PathAt:
    """A path in a document, with its pointer and the path that it has to be."""

    pointer: str
    path: str
    rule: str
    expected: str

    @property
    def confined(self) -> bool:
        segments = self.path.split("/")
        return not _CONTROL.search(self.path) and not any(segment in ("", ".", "..") for segment in segments)


def binary_at(value: dict) -> PathAt:
    """The path of the packaged program in a payload or a manifest."""
    expected = f"bin/{value['binary_name']}"
    binary = value["packaged_binary"]
    if isinstance(binary, str):
        return PathAt("/packaged_binary", binary, "binary-path", expected)
    return PathAt("/packaged_binary/path", binary["path"], "binary-path", expected)


def templates_at(value: dict) -> list[PathAt]:
    """The paths of the templates, in the order of the document."""
    return [
        PathAt(
            f"/config_templates/{index}/path",
            template["path"],
            "template-path",
            f"config/{value['binary_name']}.{template['profile']}.json",
        )
        for index, template in enumerate(value["config_templates"])
    ]


def check_alone(document: JudgedDocument, version: str, missing: frozenset[str] = frozenset()) -> None:
    """The rules of section 4 that need nothing but a document; of a path to a file that is missing, none is judged."""
    if version not in (PAYLOAD, MANIFEST):
        return
    value = document.value
    paths = [binary_at(value), *templates_at(value)]
    if "install_smoke" in value:
        installed = value["install_smoke"]["installed_binary"]
        expected = f"install-smoke/bin/{value['binary_name']}"
        paths.append(PathAt("/install_smoke/installed_binary", installed, "installed-binary-path", expected))
    for path in paths:
        if not path.confined:
            document.add("path-not-confined", path.pointer)
        elif path.path != path.expected and path.pointer not in missing:
            document.add(path.rule, path.pointer, expected=path.expected)
    _check_profiles(document)
    _check_source(document)


def _check_profiles(document: JudgedDocument) -> None:
    profiles = [template["profile"] for template in document.value["config_templates"]]
    default = document.value["default_profile"]
    other = "local" if default == "ci" else "ci"
    if default not in profiles:
        document.add("default-template-missing", "/default_profile", profile=default)
    if other not in profiles:
        document.add("other-template-missing", "/config_templates", profile=other)


def _check_source(document: JudgedDocument) -> None:
    value = document.value
    source, binary = value["source_binary"], value["packaged_binary"]
    stated = value["packaged_binary_sha256"] if isinstance(binary, str) else binary["sha256"]
    if source["sha256"] != stated:
        document.add("source-binary-mismatch", "/source_binary/sha256", property="SHA-256")
    if not isinstance(binary, str) and source["size_bytes"] != binary["size_bytes"]:
        document.add("source-binary-mismatch", "/source_binary/size_bytes", property="size")


def check_commands(document: JudgedDocument, version: str, default_template: dict | None) -> None:
    """The wrapper of cargo; `default_template` is the value of the template, where it is at hand."""
    value = document.value
    if version == PAYLOAD:
        for index, command in enumerate(value["rerun_commands"]):
            if _runs_cargo(command) and not _ANY_WRAPPED.match(f"{command} "):
                document.add("unrouted-cargo-command", f"/rerun_commands/{index}", expected="<word> exec --")
    if version != MANIFEST:
        return
    wrapper = value["compatibility"]["cargo_wrapper"]
    pointer = "/compatibility/cargo_wrapper"
    if default_template is not None:
        expected = f"{default_template['rch_binary']} exec --"
        if wrapper != expected:
            document.add("cargo-wrapper-mismatch", pointer, expected=expected)
        wrapper = expected
    elif not _ANY_WRAPPER.fullmatch(wrapper):
        document.add("cargo-wrapper-mismatch", pointer, expected="<word> exec --")
    for index, entry in enumerate(value["upgrade_path"]):
        command = entry.get("command", "")
        if _runs_cargo(command) and not f"{command} ".startswith(f"{wrapper} "):
            document.add("unrouted-cargo-command", f"/upgrade_path/{index}/command", expected=wrapper)


def _runs_cargo(command: str) -> bool:
    return any(word == "cargo" or word.endswith("/cargo") for word in command.split(" "))


def to_command_line(template: dict) -> str:
    """The command line that the values of a template make."""
    return (
        f"bin/{template['binary_name']} --format {template['output_format']} --color {template['color']}"
        f" doctor {template['doctor_command']}"
    )
