"""The rules and limits of the contracts, read from `contracts/*/v1/rules.json` and `limits.json`."""

import json
from dataclasses import dataclass
from pathlib import Path

PHASES = ("container", "integrity", "documents", "references", "policy")

# The order of rules within a phase: the interfaces, what other contracts build on, the others.
CONTRACTS = (
    "interfaces",
    "strict-zip",
    "strict-tar",
    "strict-json",
    "strict-yaml",
    "anpkg",
    "assets-pa",
    "distribution",
    "doctor-cli-package",
)


@dataclass(frozen=True)
class Rule:
    """One entry of a catalogue, with its place in the order of findings."""

    id: str
    level: str
    role: str
    phase: str
    origin: str
    limited: bool
    rank: int
    phase_rank: int

    @property
    def is_error(self) -> bool:
        return self.level == "MUST"

    def holds_in(self, profile: str) -> bool:
        """Whether the profile has the rule; one that guards a resource holds in each."""
        return profile == "hardened" or self.origin != "ours" or self.limited


class Catalogue:
    """All active rules by id, and all limits by id."""

    def __init__(self, contracts: Path) -> None:
        self.contracts = contracts
        self.rules: dict[str, Rule] = {}
        self.versions: dict[str, str] = {}
        for contract in CONTRACTS:
            folder = contracts / contract / "v1"
            self.versions[contract] = _read(folder / "contract.json")["version"]
            for entry in _read(folder / "rules.json"):
                if entry["status"] == "active":
                    self.rules[entry["id"]] = _to_rule(entry, len(self.rules), contract)
        table = _read(contracts / "interfaces" / "v1" / "limits.json")
        self.limits: dict[str, int] = {entry["id"]: entry["value"] for entry in table}

    def schema(self, contract: str, name: str) -> dict:
        """The schema of a document, parsed."""
        return _read(self.contracts / contract / "v1" / "schemas" / f"{name}.schema.json")


def _read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def _to_rule(entry: dict, rank: int, contract: str) -> Rule:
    # The rules of the interfaces hold in every profile, as those about resources do.
    return Rule(
        id=entry["id"],
        level=entry["level"],
        role=entry["role"],
        phase=entry["phase"],
        origin=entry["origin"],
        limited="limit" in entry or contract == "interfaces",
        rank=rank,
        phase_rank=PHASES.index(entry["phase"]),
    )


def find_contracts() -> Path:
    """The folder `contracts` of the project that this file belongs to."""
    return Path(__file__).resolve().parents[3] / "contracts"
