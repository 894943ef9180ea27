"""The references of a handoff package and where they lead; sections 5 and 6 of anpkg."""

import re
from dataclasses import dataclass

from anpkg_package import FIXED_FILES, MACHINE_PROFILE, RUNTIME_CONFIG, Package
from schema_findings import escape

_DRIVE = re.compile(r"[A-Za-z]:[/\\]")
_SCRIPT = "validation.check_http_script"


@dataclass(frozen=True)
class Reference:
    """A string in a document that leads to a member; `target` is None where it leads to no file."""

    member: str
    pointer: str
    label: str
    text: str
    target: str | None


@dataclass(frozen=True)
class Provider:
    """One provider of a runtime configuration, with the reference of its `--config`, if it has one."""

    member: str
    pointer: str
    id: str | None
    arguments: list
    arguments_pointer: str
    config: Reference | None


class References:
    """All references, by what they are for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.all: list[Reference] = []
        self.profiles: dict[str, Reference] = {}
        self.configs: dict[str, Reference] = {}
        self.behaviors: list[Reference] = []
        self.trees: list[Reference] = []
        self.providers: dict[str, list[Provider]] = {}
        self.has_profile = package.is_readable(MACHINE_PROFILE)
        if self.has_profile:
            self._collect_profile(package.value(MACHINE_PROFILE))
            targets = [reference.target for reference in self.profiles.values()]
            self.runtime_configs = list(dict.fromkeys(target for target in targets if target is not None))
        else:
            self.runtime_configs = [RUNTIME_CONFIG]

    def _collect_profile(self, profile) -> None:
        if not isinstance(profile, dict):
            return
        for name, path in _members(profile.get("runtime_profiles")):
            pointer = f"/runtime_profiles/{escape(name)}"
            self._keep(self.profiles, name, MACHINE_PROFILE, pointer, f"runtime_profiles.{name}", path)
        for name, provider in _members(profile.get("providers")):
            path = provider.get("config") if isinstance(provider, dict) else None
            pointer = f"/providers/{escape(name)}/config"
            self._keep(self.configs, name, MACHINE_PROFILE, pointer, f"providers.{name}.config", path)
        behaviors = profile.get("behaviors")
        for index, path in enumerate(behaviors if isinstance(behaviors, list) else []):
            if isinstance(path, str):
                label = f"behaviors[{index}]"
                self.behaviors.append(self._take(MACHINE_PROFILE, f"/behaviors/{index}", label, path))
        validation = profile.get("validation")
        script = validation.get("check_http_script") if isinstance(validation, dict) else None
        if isinstance(script, str):
            self._take(MACHINE_PROFILE, "/validation/check_http_script", _SCRIPT, script)

    def _keep(self, kept: dict, name: str, member: str, pointer: str, label: str, path) -> None:
        if isinstance(path, str):
            kept[name] = self._take(member, pointer, label, path)

    def collect_runtime(self) -> None:
        """The references of the runtime configurations, once these are read."""
        for member in self.runtime_configs:
            if self.package.is_readable(member):
                value = self.package.value(member)
                config = value if isinstance(value, dict) else {}
                self._collect_tree(member, config.get("automation"))
                self._collect_providers(member, config.get("providers"))

    def _collect_providers(self, member: str, providers) -> None:
        self.providers[member] = []
        for index, provider in enumerate(providers if isinstance(providers, list) else []):
            if not isinstance(provider, dict):
                continue
            name = provider.get("id")
            arguments = provider["args"] if isinstance(provider.get("args"), list) else []
            pointer = f"/providers/{index}"
            config = None
            if "--config" in arguments[:-1]:
                place = arguments.index("--config") + 1
                if isinstance(arguments[place], str):
                    label = f"providers[{index}].args(--config)"
                    config = self._take(member, f"{pointer}/args/{place}", label, arguments[place])
            self.providers[member].append(
                Provider(
                    member,
                    pointer,
                    name if isinstance(name, str) else None,
                    arguments,
                    f"{pointer}/args" if "args" in provider else pointer,
                    config,
                )
            )

    def _collect_tree(self, member: str, automation) -> None:
        if not isinstance(automation, dict):
            return
        for name in ("behavior_tree", "behavior_tree_path"):
            path = automation.get(name)
            if path is None or path == "":
                continue
            if isinstance(path, str):
                pointer = f"/automation/{name}"
                self.trees.append(self._take(member, pointer, "automation.behavior_tree", path))
            return

    def _take(self, member: str, pointer: str, label: str, text: str) -> Reference:
        """Judges a path by the first rule that it breaks, and says where it leads."""
        reference = Reference(member, pointer, label, text, self._judge(member, pointer, label, text))
        self.all.append(reference)
        return reference

    def _judge(self, member: str, pointer: str, label: str, text: str) -> str | None:
        package = self.package
        target = resolve(text)
        if not text.strip():
            package.add("path-blank", member, pointer, label=label)
        elif text.startswith("/"):
            package.add("path-absolute", member, pointer, label=label)
        elif _DRIVE.match(text):
            package.add("path-drive", member, pointer, label=label)
        elif target is None:
            package.add("path-escapes-root", member, pointer, label=label)
        elif target not in package.files and not self._may_be_missing(label, target):
            if target not in FIXED_FILES:
                package.add("path-target-missing", member, pointer, label=label, target=target)
        else:
            if any(segment in ("", ".", "..") for segment in text.split("/")):
                package.add("path-not-normalized", member, pointer, label=label)
            return target if target in package.files else None
        return None

    def _may_be_missing(self, label: str, target: str) -> bool:
        return label == _SCRIPT and target not in self.package.folders


def _members(value):
    return value.items() if isinstance(value, dict) else ()


def resolve(text: str) -> str | None:
    """The path from the root; None where it leads out, even if only on the way."""
    segments: list[str] = []
    for segment in text.split("/"):
        if segment == "..":
            if not segments:
                return None
            segments.pop()
        elif segment not in ("", "."):
            segments.append(segment)
    return "/".join(segments)
