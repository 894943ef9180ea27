"""Findings about one archive, kept until all are known: of each rule the first ones by their places."""

from findings import to_order
from text_places import MOST_FINDINGS


class ArchiveFindings:
    """Keeps what is found; each archive says itself where its findings stand."""

    def __init__(self, judging) -> None:
        self.judging = judging
        self.errors = 0
        self._found: dict[str, list[tuple[dict, dict]]] = {}

    def keep(self, rule: str, at: dict, details: dict) -> bool:
        """Whether the rule is in force, and so its breach an error or a warning."""
        judging = self.judging
        if not judging.active(rule):
            return False
        self.errors += judging.catalogue.rules[rule].is_error
        found = self._found.setdefault(rule, [])
        found.append((at, details))
        if len(found) >= 2 * MOST_FINDINGS:
            _keep_first(found)
        return True

    def report(self) -> None:
        """Hands the findings over."""
        for rule, found in self._found.items():
            _keep_first(found)
            for at, details in found:
                self.judging.add(rule, at, details)
        self._found.clear()


def _keep_first(found: list[tuple[dict, dict]]) -> None:
    found.sort(key=lambda each: to_order(each[0]))
    del found[MOST_FINDINGS:]
