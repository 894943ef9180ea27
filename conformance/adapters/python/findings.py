"""Findings, and what is collected while one artifact is judged."""

from dataclasses import dataclass, field

from catalogue import PHASES, Catalogue, Rule


@dataclass(frozen=True)
class Finding:
    """One breach: the rule, the place with the members that apply, the arguments of the message."""

    rule: str
    at: dict = field(default_factory=dict)
    details: dict = field(default_factory=dict)


class Judging:
    """Collects the findings on one artifact under one profile; rules that the profile lacks are dropped."""

    def __init__(self, profile: str, catalogue: Catalogue, options: dict | None = None) -> None:
        self.profile = profile
        self.catalogue = catalogue
        self.limits = catalogue.limits
        # What is told beside the artifact; each contract says what that can be.
        self.options = options or {}
        self._findings: list[Finding] = []
        self._phases_with_errors: set[str] = set()
        self.errors = 0

    def active(self, rule: str) -> bool:
        """Whether the rule is in force; for a reader that does something else without it."""
        return self._rule(rule).holds_in(self.profile)

    def add(self, rule: str, at: dict | None = None, details: dict | None = None) -> None:
        """Notes a breach, unless the profile lacks the rule."""
        entry = self._rule(rule)
        if not entry.holds_in(self.profile):
            return
        # A member without a name cannot be pointed at; the rest of the place still applies.
        place = {name: value for name, value in (at or {}).items() if (name, value) != ("member", "")}
        self._findings.append(Finding(rule, place, dict(details or {})))
        if entry.is_error:
            self._phases_with_errors.add(entry.phase)
            self.errors += 1

    def has_errors(self, phase: str | None = None) -> bool:
        """Whether a MUST of the phase, or of any phase, is broken."""
        if phase is None:
            return bool(self._phases_with_errors)
        if phase not in PHASES:
            raise ValueError(phase)
        return phase in self._phases_with_errors

    def is_error(self, finding: Finding) -> bool:
        return self._rule(finding.rule).is_error

    def ordered(self) -> list[Finding]:
        """The findings by phase, position of the rule, and place; section 3.2 of the interfaces."""
        return sorted(self._findings, key=self._place)

    def _rule(self, rule: str) -> Rule:
        return self.catalogue.rules[rule]

    def _place(self, finding: Finding) -> tuple:
        rule = self._rule(finding.rule)
        # Of several constraints that one value breaks, the order is that of their pointers.
        constraint = finding.details.get("schemaPointer", "")
        return (rule.phase_rank, rule.rank, *to_order(finding.at), constraint)


def to_order(at: dict) -> tuple:
    """A key that sorts places: an absent member stands first, texts by code point, numbers by value."""
    return tuple((name in at, at[name]) if name in at else (False,) for name in _ORDER)


_ORDER = ("member", "offset", "line", "column", "pointer")
