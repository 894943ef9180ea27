"""What the adapter answers to one request; section 6 of the interfaces."""

import os
from importlib import import_module

from catalogue import Catalogue
from findings import Finding, Judging
from package_folder import FolderSource
from vector_inputs import open_artifact

PROTOCOL = "package-contracts-adapter/1"
MOST_FINDINGS = 1000

# Of each contract: the module with `validate(source, judging)`, and whether an artifact may be a folder.
_CONTRACTS = {
    "strict-zip@1": ("strict_zip", False),
    "strict-tar@1": ("strict_tar", False),
    "strict-json@1": ("strict_json", False),
    "strict-yaml@1": ("strict_yaml", False),
    "anpkg@1": ("anpkg", True),
    "doctor-cli-package@1": ("doctor_cli_package", True),
    "assets-pa@1": ("assets_pa", True),
    "distribution@1": ("distribution", True),
}
# Of each contract with resolvers: the module with `resolve(folder, request, catalogue)`, which gives the result.
_RESOLVERS = {"distribution@1": "distribution_resolver"}
# Of each contract with producers: the module with `produce(folder, output, options, judging)`.
_PRODUCERS = {"assets-pa@1": "assets_pa_packer", "distribution@1": "distribution_producer"}
_ROLES = {"consumer": _CONTRACTS, "producer": _PRODUCERS, "resolver": _RESOLVERS}
# These need a runtime at hand.
_UNSUPPORTED = {"anpkg@1": ["anpkg/replay-failed", "anpkg/replay-timeout"]}


class BadRequest(Exception):
    """A request that cannot be answered, and why."""


def answer(request: dict, catalogue: Catalogue) -> dict:
    """The members of an answer beside its `id`."""
    operation = request.get("op")
    if operation == "describe":
        return {"result": _describe()}
    if operation == "validate":
        return _validate(request, catalogue)
    if operation == "resolve":
        return _resolve(request, catalogue)
    if operation == "produce":
        return _produce(request, catalogue)
    raise BadRequest("an operation that the protocol does not have")


def _describe() -> dict:
    contracts = {
        contract: {
            "roles": [role for role, contracts in _ROLES.items() if contract in contracts],
            "level": "location",
            "unsupported": _UNSUPPORTED.get(contract, []),
            **({"producerWarnings": True} if contract in _PRODUCERS else {}),
        }
        for contract in _CONTRACTS
    }
    return {"protocol": PROTOCOL, "name": "package-contracts-python", "version": "1.0.0", "contracts": contracts}


def _validate(request: dict, catalogue: Catalogue) -> dict:
    contract, profile, path = (request.get(name) for name in ("contract", "profile", "input"))
    if profile not in ("core", "hardened") or not isinstance(contract, str) or not isinstance(path, str):
        raise BadRequest("validate without a contract, a profile or an input")
    if contract not in _CONTRACTS:
        return {"unsupported": "this contract is not implemented"}
    options = request.get("options")
    if options is not None and not isinstance(options, dict):
        raise BadRequest("options that are no object")
    judging = Judging(profile, catalogue, options)
    observation = _judge(path, contract, judging)
    findings = judging.ordered()
    errors = [finding for finding in findings if judging.is_error(finding)]
    warnings = [finding for finding in findings if not judging.is_error(finding)]
    result: dict = {"valid": not errors}
    # The primary finding stands first, and a warning never takes the place of an error.
    shown = (errors + warnings)[:MOST_FINDINGS]
    result["findings"] = [_to_json(finding, judging) for finding in shown]
    if not errors:
        result["observation"] = observation
    return {"result": result}


def _resolve(request: dict, catalogue: Catalogue) -> dict:
    contract, path, identity, now = (request.get(name) for name in ("contract", "input", "identity", "now"))
    if not isinstance(contract, str) or not isinstance(path, str):
        raise BadRequest("resolve without a contract or an input")
    if contract not in _RESOLVERS:
        return {"unsupported": "this contract is not resolved"}
    if not isinstance(identity, dict) or not isinstance(now, str) or not os.path.isdir(path):
        raise BadRequest("resolve without an identity, a moment or a folder")
    return {"result": import_module(_RESOLVERS[contract]).resolve(path, request, catalogue)}


def _produce(request: dict, catalogue: Catalogue) -> dict:
    contract, path, output, options = (request.get(name) for name in ("contract", "input", "output", "options"))
    if not isinstance(contract, str) or not isinstance(path, str) or not isinstance(output, str):
        raise BadRequest("produce without a contract, an input or an output")
    if contract not in _PRODUCERS:
        return {"unsupported": "this contract is not produced"}
    if not isinstance(options, dict) or not os.path.isdir(path) or os.path.lexists(output):
        raise BadRequest("produce without options, from no folder, or over something")
    judging = Judging("hardened", catalogue)
    import_module(_PRODUCERS[contract]).produce(path, output, options, judging)
    findings = [_to_json(finding, judging) for finding in judging.ordered()[:MOST_FINDINGS]]
    return {"result": {"produced": not judging.has_errors(), "findings": findings}}


def _judge(path: str, contract: str, judging: Judging) -> dict:
    module, takes_folders = _CONTRACTS[contract]
    try:
        source = open_artifact(path)
    except (OSError, ValueError) as error:
        raise BadRequest(f"the input cannot be opened: {type(error).__name__}") from error
    with source:
        if isinstance(source, FolderSource) and not takes_folders:
            details = {"actual": "a folder", "expected": contract}
            judging.add("report/other-contract", {}, details)
            return {}
        return import_module(module).validate(source, judging)


def _to_json(finding: Finding, judging: Judging) -> dict:
    severity = "error" if judging.is_error(finding) else "warning"
    return {"rule": finding.rule, "severity": severity, "at": finding.at, "details": finding.details}
