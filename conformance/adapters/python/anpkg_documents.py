"""The phase documents of anpkg: schemas, and what the runtime asks beyond them; section 4."""

import calendar
import json
import re

from anpkg_package import MACHINE_PROFILE, PROVENANCE, DocumentReader, Package, is_json, is_yaml
from anpkg_references import References
from canonical_json import to_number
from schema_findings import Schema

_TIME = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z")


class Schemas:
    """The schemas of the contract, read once."""

    def __init__(self, catalogue) -> None:
        for name in ("machine-profile", "runtime-config", "provenance"):
            setattr(self, name.replace("-", "_"), Schema(catalogue.schema("anpkg", name)))


def read_documents(package: Package) -> References:
    """Reads every document, and with them finds the runtime configurations."""
    reader = DocumentReader(package)
    reader.read_all(path for path in package.files if is_yaml(path) or is_json(path))
    references = References(package)
    reader.read_all(references.runtime_configs)
    references.collect_runtime()
    return references


def check_documents(package: Package, schemas: Schemas, runtime_configs: list[str]) -> None:
    _check_schema(package, MACHINE_PROFILE, schemas.machine_profile, "machine-profile-schema")
    for path in runtime_configs:
        _check_schema(package, path, schemas.runtime_config, "runtime-config-schema")
        _RuntimeConfig(package, path).check()
    if package.judging.active("anpkg/provenance-schema"):
        _check_schema(package, PROVENANCE, schemas.provenance, "provenance-schema")
    _check_provenance(package)
    for path in package.files:
        _check_provider_config(package, path)


def _check_schema(package: Package, path: str, schema: Schema, rule: str) -> None:
    document = package.documents.get(path)
    if document is not None:
        for breach in schema.breaches(document.value):
            at = {"member": path, **breach.place(document)}
            package.judging.add(f"anpkg/{rule}", at, breach.details())


def _check_provider_config(package: Package, path: str) -> None:
    folder, _, name = path.rpartition("/")
    if folder == "providers" and is_yaml(name) and package.is_readable(path):
        value = package.value(path)
        if not isinstance(value, dict):
            package.add("provider-config-not-mapping", path, "", type=to_type_name(value))


def to_type_name(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, float)):
        return "a number"
    return {str: "a string", list: "a sequence"}.get(type(value), "a mapping")


class _RuntimeConfig:
    """What a schema cannot say of a runtime configuration; parts of another shape break the schema alone."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.path = path
        self.value = package.value(path)

    def check(self) -> None:
        if not isinstance(self.value, dict):
            return
        self._check_providers(_items(self.value.get("providers")))
        automation = self.value.get("automation")
        if not isinstance(automation, dict):
            return
        for index, parameter in enumerate(_items(automation.get("parameters"))):
            self._check_parameter(parameter, f"/automation/parameters/{index}")
        hooks = automation.get("mode_transition_hooks")
        if isinstance(hooks, dict):
            for name in ("before_transition", "after_transition"):
                pointer = f"/automation/mode_transition_hooks/{name}"
                for index, hook in enumerate(_items(hooks.get(name))):
                    self._check_hook(hook, f"{pointer}/{index}")

    def _check_providers(self, providers: list) -> None:
        first: dict[str, int] = {}
        for index, provider in enumerate(providers):
            if not isinstance(provider, dict):
                continue
            name = provider.get("id")
            if isinstance(name, str):
                if name in first:
                    at = f"/providers/{first[name]}/id"
                    self._add("duplicate-runtime-provider", f"/providers/{index}/id", id=name, first=at)
                first.setdefault(name, index)
            self._check_restart(provider.get("restart_policy"), f"/providers/{index}/restart_policy")

    def _check_restart(self, policy, pointer: str) -> None:
        if not isinstance(policy, dict) or policy.get("enabled") is not True:
            return
        times, attempts = policy.get("backoff_ms"), policy.get("max_attempts")
        if isinstance(times, list) and _is_number(attempts) and len(times) != attempts:
            self._add("backoff-length", f"{pointer}/backoff_ms", count=len(times), attempts=attempts)

    def _check_parameter(self, parameter, pointer: str) -> None:
        if isinstance(parameter, dict):
            least, greatest = parameter.get("min"), parameter.get("max")
            if _is_number(least) and _is_number(greatest) and least > greatest:
                self._add("parameter-bounds", f"{pointer}/min")

    def _check_hook(self, hook, pointer: str) -> None:
        calls = hook.get("calls") if isinstance(hook, dict) else None
        for index, call in enumerate(_items(calls)):
            if isinstance(call, dict) and "function_name" not in call:
                number = call.get("function_id")
                if _is_number(number) and number == 0:
                    self._add("function-id-zero", f"{pointer}/calls/{index}/function_id")

    def _add(self, rule: str, pointer: str, **details) -> None:
        self.package.add(rule, self.path, pointer, **details)


def _items(value) -> list:
    return value if isinstance(value, list) else []


def _is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _check_provenance(package: Package) -> None:
    if not package.is_readable(PROVENANCE):
        return
    value = package.value(PROVENANCE)
    if isinstance(value, dict):
        time = value.get("exported_at")
        form = _TIME.fullmatch(time) if isinstance(time, str) else None
        if form and not 1 <= int(form[3]) <= _days(int(form[1]), int(form[2])):
            package.add("exported-at-invalid", PROVENANCE, "/exported_at")
        profile = package.value(MACHINE_PROFILE)
        named = profile.get("runtime_profiles") if isinstance(profile, dict) else None
        for index, variant in enumerate(_items(value.get("omitted_variants"))):
            if isinstance(variant, str) and isinstance(named, dict) and variant in named:
                pointer = f"/omitted_variants/{index}"
                package.add("omitted-variant-present", PROVENANCE, pointer, variant=variant)
    if package.judging.active("anpkg/provenance-not-canonical"):
        if package.files[PROVENANCE].data() != _to_canonical(value):
            package.judging.add("anpkg/provenance-not-canonical", {"member": PROVENANCE})


def _days(year: int, month: int) -> int:
    """The days of a month; there is no year 0."""
    if year == 0:
        return 0
    return 29 if month == 2 and calendar.isleap(year) else calendar.mdays[month]


def _to_canonical(value) -> bytes:
    if isinstance(value, dict):
        variants = value.get("omitted_variants")
        if isinstance(variants, list) and all(isinstance(item, str) for item in variants):
            value = {**value, "omitted_variants": sorted(variants)}
    return (_write(value, "\n") + "\n").encode("ascii")


def _write(value, line: str) -> str:
    """Two spaces a level; `line` is a line break and the spaces of the level."""
    inner = line + "  "
    if isinstance(value, dict) and value:
        members = (f"{json.dumps(name)}: {_write(value[name], inner)}" for name in sorted(value))
        return "{" + inner + ("," + inner).join(members) + line + "}"
    if isinstance(value, list) and value:
        return "[" + inner + ("," + inner).join(_write(item, inner) for item in value) + line + "]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return to_number(value)
    return json.dumps(value)


