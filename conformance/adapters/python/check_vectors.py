"""Judges all vectors of the contracts that are named and says where the answer is another one.

    /usr/bin/python3 check_vectors.py strict-zip strict-json
"""

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from catalogue import Catalogue, find_contracts
from findings import Finding, Judging
from vector_inputs import VECTORS, lay_out, open_artifact, open_input

# The module of each contract has `validate(source, judging)`, which gives the observation.
MODULES = {
    "strict-zip": "strict_zip",
    "strict-tar": "strict_tar",
    "strict-json": "strict_json",
    "strict-yaml": "strict_yaml",
    "anpkg": "anpkg",
    "assets-pa": "assets_pa",
    "distribution": "distribution",
    "doctor-cli-package": "doctor_cli_package",
}


# The module of each contract with resolvers has `resolve(folder, request, catalogue)`, which gives the result.
RESOLVERS = {"distribution": "distribution_resolver"}


# The module of each contract with producers has `produce(folder, output, options, judging)`.
PRODUCERS = {"assets-pa": "assets_pa_packer", "distribution": "distribution_producer"}

# What of a product is judged where that is not all of it.
JUDGED = {"assets-pa": "assets.pa"}


def main(contracts: list[str]) -> int:
    catalogue = Catalogue(find_contracts())
    count = 0
    failures = 0
    for contract in contracts:
        validate = importlib.import_module(MODULES[contract]).validate
        for folder in sorted((VECTORS / contract).iterdir()):
            vector = json.loads((folder / "vector.json").read_text(encoding="utf-8"))
            if vector["kind"] in ("accept", "reject"):
                differences = check(vector, folder, validate, catalogue)
            elif vector["kind"] == "resolve" and contract in RESOLVERS:
                differences = check_resolution(vector, folder, importlib.import_module(RESOLVERS[contract]), catalogue)
            elif vector.get("role") == "producer" and contract in PRODUCERS:
                producer = importlib.import_module(PRODUCERS[contract])
                differences = check_product(vector, folder, producer, validate, catalogue)
            else:
                continue
            count += 1
            for difference in differences:
                failures += 1
                print(f"{contract} {vector['id']} {vector['profile']}: {difference} ({vector['why']})")
    print(f"{count} vectors, {failures} differences")
    return 1 if failures or not count else 0


def check(vector: dict, folder: Path, validate: Callable, catalogue: Catalogue) -> Iterator[str]:
    """What the implementation says of the vector's input, where the vector says something else."""
    judging = Judging(vector["profile"], catalogue, vector.get("options"))
    with open_input(vector, folder) as source:
        observation = validate(source, judging)
    findings = judging.ordered()
    errors = [finding for finding in findings if judging.is_error(finding)]
    expect = vector["expect"]
    if expect["valid"] != (not errors):
        yield f"valid is {not errors}: {errors[:3]}"
    elif errors:
        yield from _compare_primary(expect, errors[0])
    else:
        yield from _compare("warnings", expect["warnings"], list(dict.fromkeys(finding.rule for finding in findings)))
        for member, expected in expect["observation"].items():
            yield from _compare(member, expected, observation[member])


def check_resolution(vector: dict, folder: Path, resolver: ModuleType, catalogue: Catalogue) -> Iterator[str]:
    """What the implementation resolves, where the vector expects something else."""
    with lay_out(vector, folder) as root:
        result = resolver.resolve(str(root), vector, catalogue)
    for member in ("resolved", "refused"):
        yield from _compare(member, vector["expect"].get(member), result.get(member))
    if "resolved" in vector["expect"]:
        yield from _compare("warnings", set(vector["expect"]["warnings"]), set(result.get("warnings", [])))


def check_product(
    vector: dict, folder: Path, producer: ModuleType, validate: Callable, catalogue: Catalogue
) -> Iterator[str]:
    """What the implementation makes, where the vector expects something else; of a relation, twice."""
    with TemporaryDirectory(prefix="product-") as scratch, lay_out(vector, folder) as root:
        outputs = [Path(scratch) / "output", Path(scratch) / "again"]
        for output in outputs:
            judging = Judging(vector["profile"], catalogue)
            producer.produce(str(root), str(output), vector["options"], judging)
        expect = vector["expect"]
        yield from _compare("produced", expect["produced"], not judging.has_errors())
        if judging.has_errors():
            yield from _compare_primary(expect, judging.ordered()[0])
            yield from _compare("something written", False, outputs[0].exists())
            return
        if "warnings" in expect:
            yield from _compare("warnings", expect["warnings"], [*dict.fromkeys(each.rule for each in judging.ordered())])
        made = _read_files(outputs[0])
        yield from _compare("a difference of the second time", [], _differing(made, _read_files(outputs[1])))
        if "output" in expect:
            files = [entry for entry in expect["output"]["entries"] if entry["type"] == "file"]
            expected = {entry["path"]: (folder / entry["content"]).read_bytes() for entry in files}
            yield from _compare("differing files", [], _differing(expected, made))
        judging = Judging(vector["profile"], catalogue)
        with open_artifact(outputs[0] / JUDGED.get(vector["contract"].removesuffix("@1"), "")) as product:
            validate(product, judging)
        yield from _compare("findings on the product", [], judging.ordered())


def _read_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]


def _compare_primary(expect: dict, primary: Finding) -> Iterator[str]:
    yield from _compare("primary", expect["primary"], primary.rule)
    for kind, got in (("at", primary.at), ("details", primary.details)):
        for name, expected in expect.get(kind, {}).items():
            yield from _compare(f"{kind}.{name}", expected, got.get(name))


def _compare(what: str, expected: object, got: object) -> Iterator[str]:
    if expected != got:
        yield f"{what} is {got!r}, not {expected!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
