"""Providers and behaviors of a handoff package, compared with each other; section 6 of anpkg."""

from anpkg_package import FIXED_FILES, MACHINE_PROFILE, RUNTIME_CONFIG, Package
from anpkg_references import Provider, Reference, References
from schema_findings import escape

_BEHAVIORS = "runtime/behaviors/"


def check_providers(package: Package, references: References) -> None:
    profile = package.value(MACHINE_PROFILE)
    named = profile.get("providers") if isinstance(profile, dict) else None
    for member, providers in references.providers.items():
        for provider in providers:
            _check_config(package, references, provider)
            if isinstance(named, dict) and provider.id is not None and provider.id not in named:
                pointer = f"{provider.pointer}/id"
                package.add("provider-not-in-profile", member, pointer, id=provider.id)
        ids = {provider.id for provider in providers}
        for name in named if isinstance(named, dict) else ():
            if name not in ids:
                pointer = f"/providers/{escape(name)}"
                details = {"id": name, "runtime": member}
                package.add("provider-not-in-runtime", MACHINE_PROFILE, pointer, **details)
    _check_behaviors(package, references)
    _check_names(package, references)
    if references.has_profile:
        _check_unreferenced(package, references)


def _check_config(package: Package, references: References, provider: Provider) -> None:
    arguments = provider.arguments
    name = provider.id or ""
    if "--config" not in arguments[:-1]:
        package.add("missing-config-argument", provider.member, provider.arguments_pointer, id=name)
    places = [index for index, argument in enumerate(arguments) if _is_config(argument)]
    for index in places[1:]:
        pointer = f"{provider.pointer}/args/{index}"
        package.add("repeated-config-argument", provider.member, pointer, id=name)
    if provider.config is not None and provider.config.target is not None:
        _check_target(package, references, provider, provider.config)


def _is_config(argument) -> bool:
    return isinstance(argument, str) and (argument == "--config" or argument.startswith("--config="))


def _check_target(package: Package, references: References, provider: Provider, config: Reference) -> None:
    other = references.configs.get(provider.id or "")
    if not config.target.startswith("providers/"):
        package.add("config-outside-providers", config.member, config.pointer, id=provider.id or "")
    elif other is not None and other.target is not None and other.target != config.target:
        package.add("provider-config-conflict", config.member, config.pointer, id=provider.id)


def _check_behaviors(package: Package, references: References) -> None:
    for reference in references.behaviors + references.trees:
        if reference.target is not None and not reference.target.startswith(_BEHAVIORS):
            package.add("behavior-outside-folder", reference.member, reference.pointer, label=reference.label)
    for member in references.runtime_configs:
        config = package.value(member)
        automation = config.get("automation") if isinstance(config, dict) else None
        if isinstance(automation, dict) and {"behavior_tree", "behavior_tree_path"} <= automation.keys():
            package.add("conflicting-behavior-trees", member, "/automation/behavior_tree_path")
    listed = {reference.target for reference in references.behaviors}
    if references.has_profile:
        for tree in references.trees:
            if tree.target is not None and tree.target not in listed:
                package.add("behavior-not-listed", tree.member, tree.pointer)


def _check_names(package: Package, references: References) -> None:
    for name, reference in references.profiles.items():
        if name != "manual" or reference.target not in (RUNTIME_CONFIG, None):
            package.add("runtime-profile-path", reference.member, reference.pointer, name=name)
    for name, reference in references.configs.items():
        if reference.text != f"providers/{name}.yaml":
            package.add("provider-config-name", reference.member, reference.pointer, id=name)


def _check_unreferenced(package: Package, references: References) -> None:
    targets = {reference.target for reference in references.all}
    for path in package.files:
        if path.startswith(("providers/", "runtime/")) and path not in targets and path not in FIXED_FILES:
            package.judging.add("anpkg/unreferenced-member", {"member": path})
