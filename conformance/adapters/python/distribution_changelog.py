"""The changelog of a contract; distribution, section 3.7."""

import re
from dataclasses import dataclass, field
from datetime import date

from distribution_values import VERSION, compare_versions, is_day_alone

_HEADING = re.compile(rf"#{{1,3}}[ \t]+v?({VERSION})[ \t]*")
_BULLET = re.compile(r" {0,3}[-*] (.*)")


@dataclass
class Entry:
    version: str
    line: int
    text: list[str] = field(default_factory=list)
    bullets: list[tuple[int, str]] = field(default_factory=list)

    @property
    def date(self) -> str | None:
        first = self.bullets[0][1] if self.bullets else ""
        return first if is_day_alone(first) else None


def parse_changelog(data: bytes) -> list[Entry]:
    """The entries, the newest first where the changelog is in order."""
    entries: list[Entry] = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        line = line.removesuffix("\r")
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            entries.append(Entry(heading[1], number))
        elif entries:
            entries[-1].text.append(line)
            bullet = _BULLET.fullmatch(line)
            if bullet is not None:
                entries[-1].bullets.append((number, bullet[1].strip()))
    return entries


def check_changelog(entries: list[Entry], path: str, contract_version: str, judging) -> None:
    def add(rule: str, line: int | None, **details: str) -> None:
        place = {} if line is None else {"line": line, "column": 1}
        judging.add(f"distribution/{rule}", {"member": path, **place}, details)

    if not entries:
        add("changelog-no-entry", None)
        return
    for entry in entries:
        if entry.date is None:
            add("changelog-date-missing", entry.line)
        if len(entry.bullets) <= (entry.date is not None):
            add("changelog-empty-entry", entry.line)
    for newer, older in zip(entries, entries[1:], strict=False):
        if compare_versions(older.version, newer.version) >= 0:
            add("changelog-version-order", older.line)
        if newer.date is not None and older.date is not None and older.date > newer.date:
            add("changelog-date-order", older.bullets[0][0])
    newest = entries[0].version
    if newest.split(".")[:2] != contract_version.split(".")[:2] or compare_versions(newest, contract_version) < 0:
        add("changelog-revision-mismatch", entries[0].line, expected=contract_version)


def notice_days(entries: list[Entry], sunset: str) -> int:
    """Days from the oldest entry that names the day of a sunset to the sunset; none where no entry names it."""
    day = sunset[:10]
    naming = [entry for entry in entries if entry.date is not None and any(day in line for line in entry.text)]
    if not naming:
        return 0
    return (date.fromisoformat(day) - date.fromisoformat(naming[-1].date)).days
