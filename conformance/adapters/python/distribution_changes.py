"""A repository beside an earlier state of it; distribution, section 9.2 and the removal of section 9.3."""

import re
from datetime import date

from canonical_json import canonical
from distribution_rules import LEAST_GENERATIONS
from distribution_states import DOCUMENTS, TEXT_PATH, State, key_of, read_rows, read_state
from distribution_values import PARTS, compare_versions, to_seconds
from findings import Judging

_NOTICE_DAYS = 60
_CYCLES = 1
_RATINGS = ("removed", "deprecated", "planned", "recommended")
# What a row may get once it is published.
_LATER = ("yanked", "checksums_sha256")
_SIGNATURE = "dist/index.signature.json"


class NoState(Exception):
    """The earlier state is none that anything could be compared with."""


def judge_changes(root: bytes, earlier: bytes, now: str | None, judging: Judging) -> None:
    """Judges what became of a repository since an earlier state."""
    before = read_state(earlier, Judging("hardened", judging.catalogue))
    if before is None:
        raise NoState
    after = read_state(root, judging)
    if after is not None:
        _Change(before, after, now, judging).judge()


class _Change:
    def __init__(self, before: State, after: State, now: str | None, judging: Judging) -> None:
        self._before = before
        self._after = after
        self._now = now
        self._judging = judging
        self._has_changed = before.contract.digest() != after.contract.digest()
        self._unlike = {name for name in DOCUMENTS if before.digests[name] != after.digests[name]}

    def judge(self) -> None:
        self._judge_documents()
        self._judge_assumptions()
        self._judge_step()
        self._judge_steward()
        self._judge_platforms()
        self._judge_rows()
        self._judge_removals()
        self._judge_aliases()

    def _judge_documents(self) -> None:
        contract, after = self._after.contract, self._after
        for name, path in (("text", TEXT_PATH), ("changelog", after.changelog_path)):
            if self._has_changed and name not in self._unlike:
                contract.add("incomplete-change", "", path=path)
        if self._unlike == {"text"}:
            self._judging.add("distribution/text-changed-alone", {"member": TEXT_PATH})
        newest = [state.entries[0].version for state in (self._before, after) if state.entries]
        if len(newest) == 2 and newest[0] == newest[1] and "contract" in self._unlike:
            contract.add("contract-not-frozen", "", version=newest[0])

    def _judge_assumptions(self) -> None:
        if _assumptions(self._before.contract.value) == _assumptions(self._after.contract.value):
            return
        known, entries = self._before.versions(), self._after.entries
        end = next((place for place, entry in enumerate(entries) if entry.version in known), len(entries))
        if end == 0:
            self._after.contract.add("change-without-entry", "")
        elif not any(bullet.startswith("Migration:") for entry in entries[:end] for bullet in _said(entry)):
            at = {"member": self._after.changelog_path, "line": entries[0].line, "column": 1}
            self._judging.add("distribution/change-without-migration", at)

    def _judge_step(self) -> None:
        if not self._has_changed:
            return
        old, new = self._before.contract.value, self._after.contract.value
        step = _required_step(old, new)
        if step == "revision":
            was, is_now = (state.entries[0].version if state.entries else None for state in (self._before, self._after))
            is_taken = is_now is not None and (was is None or compare_versions(is_now, was) > 0)
        else:
            count = 1 if step == "major" else 2
            is_taken = _numbers(new)[:count] > _numbers(old)[:count]
        if not is_taken:
            self._after.contract.add("version-step", "/contract_version", expected=step)

    def _judge_steward(self) -> None:
        old, new = (state.contract.value.get("governance", {}) for state in (self._before, self._after))
        steward, successor = old.get("steward"), new.get("steward")
        if steward is None or steward == successor:
            return
        listed = old.get("stewards", [])
        since = [version for version in self._after.generations if version not in self._before.generations]
        is_handed = steward in listed and successor in listed
        is_long = len(since) >= old.get("handoff_overlap_release_cycles", _CYCLES)
        if len(self._unlike) < len(DOCUMENTS) or not is_handed or not is_long:
            self._after.contract.add("steward-handoff", "" if successor is None else "/governance/steward")

    def _judge_platforms(self) -> None:
        matrix = self._after.contract.value["compatibility_matrix"]
        lowered = {}
        for row in self._before.contract.value["compatibility_matrix"]:
            for architecture in row["arch"]:
                place = next((place for place, other in enumerate(matrix) if _covers(other, row, architecture)), None)
                rating = "removed" if place is None else matrix[place]["compatibility"]
                if _RATINGS.index(rating) < _RATINGS.index(row["compatibility"]):
                    pointer = "/compatibility_matrix" if place is None else f"/compatibility_matrix/{place}"
                    lowered[pointer, row["os"]] = None
        for pointer, system in lowered:
            if not self._is_announced(system):
                self._after.contract.add("platform-removed-early", pointer, platform=system)

    def _is_announced(self, system: str) -> bool:
        name = re.compile(rf"\b{system}\b", re.ASCII)
        word = re.compile(r"\b(?:deprecated|removed)\b", re.ASCII)
        entries = self._after.entries
        naming = [e for e in entries if any(name.search(bullet) and word.search(bullet) for bullet in _said(e))]
        if not naming or naming[-1].date is None:
            return False
        oldest = naming[-1]
        if oldest.version == entries[0].version and oldest.version not in self._before.versions():
            return False
        if self._now is None:
            return True
        notice = self._before.contract.value.get("deprecation", {}).get("minimum_notice_days", _NOTICE_DAYS)
        if (date.fromisoformat(self._now[:10]) - date.fromisoformat(oldest.date)).days < notice:
            return False
        begins = _unix_seconds(oldest.date)
        return any(row.value["source_date_epoch"] > begins for row in self._after.rows)

    def _judge_rows(self) -> None:
        published = {key_of(row): row for row in self._before.rows}
        highest: dict[tuple, int] = {}
        for row in published.values():
            highest[_sources(row)] = max(highest.get(_sources(row), 0), _revision(row))
        for row in self._after.rows:
            was = published.get(key_of(row))
            if was is None:
                if _revision(row) <= highest.get(_sources(row), 0):
                    self._after.index.add("revision-not-rising", f"{row.pointer}/dist_revision")
            elif not _is_kept(was.value, row.value):
                self._after.index.add("row-changed", row.pointer)
        moving = {_SIGNATURE}
        for state in (self._before, self._after):
            moving |= {state.index_path, *(path for path, _ in state.legacy_paths())}
        for path in sorted(self._before.files.keys() & self._after.files.keys() - moving):
            if self._before.files[path].sha256 != self._after.files[path].sha256:
                self._judging.add("distribution/artifact-changed", {"member": path})

    def _judge_removals(self) -> None:
        before, after = self._before, self._after
        left = {key_of(row) for row in after.rows}
        removed = [row for row in before.rows if key_of(row) not in left]
        generations = after.generations
        at = {"member": after.index_path}
        for version in dict.fromkeys(row.version for row in removed):
            if version in generations or any(compare_versions(other, version) < 0 for other in generations):
                self._judging.add("distribution/row-removed", at)
        referred = {path for row in after.rows for path in after.files_of(row)}
        for row in removed:
            for path in sorted(before.files_of(row) - referred):
                if path in after.files:
                    self._judging.add("distribution/row-removed", {"member": path})
        if set(before.generations) - set(generations) and len(generations) < self._expected_generations():
            self._judging.add("distribution/too-few-generations", at)

    def _expected_generations(self) -> int:
        kept = self._after.contract.value.get("retention", {}).get("minimum_generations", LEAST_GENERATIONS)
        return min(max(kept, LEAST_GENERATIONS), len(self._before.generations))

    def _judge_aliases(self) -> None:
        if self._now is None:
            return
        sunsets = {path: sunset for path, sunset in reversed(self._after.legacy_paths())}
        canonical_rows = {canonical([row.identity(), row.value]) for row in self._after.rows}
        for path, sunset in self._before.legacy_paths():
            if path == self._before.index_path or path not in self._before.files or path in self._after.files:
                continue
            rows = read_rows(path, self._before, self._judging)
            is_stale = any(canonical([row.identity(), row.value]) not in canonical_rows for row in rows)
            is_early = self._now < sunsets.get(path, sunset)
            if is_early or is_stale or len(self._after.generations) < self._expected_generations():
                self._judging.add("distribution/alias-removed-early", {"member": path})


def _assumptions(contract: dict) -> str:
    """What compatibility is assumed of; orders and notes say nothing."""
    artifact = contract["artifact"]
    rows = [{**row, "arch": sorted(row["arch"])} for row in contract["compatibility_matrix"]]
    legacy = [
        {name: value for name, value in entry.items() if name != "notes"}
        for entry in artifact["distribution_index"]["legacy"]
    ]
    formats = sorted(artifact["release_artifacts"]["formats"])
    return canonical([sorted(canonical(row) for row in rows), legacy, formats, _templates(contract)])


def _templates(contract: dict) -> list[str]:
    release = contract["artifact"]["release_artifacts"]
    names = ("artifact_directory_template", "index_path_template", "legacy_index_path_template")
    return [contract["artifact"]["naming"]["canonical_pattern"], *(release[name] for name in names)]


def _required_step(old: dict, new: dict) -> str:
    """How far a change raises the version."""

    def structure(contract: dict) -> list:
        return [contract["schema_version"], contract["artifact"]["naming"]["namespace"], *_templates(contract)]

    if structure(old) != structure(new):
        return "major"
    legacy = [{e["path"] for e in c["artifact"]["distribution_index"]["legacy"]} for c in (old, new)]
    return "minor" if legacy[1] - legacy[0] or _gains_member(old, new) else "revision"


def _gains_member(old: object, new: object) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return any(name not in old or _gains_member(old[name], value) for name, value in new.items())
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return any(_gains_member(was, is_now) for was, is_now in zip(old, new, strict=True))
    return False


def _numbers(contract: dict) -> list[int]:
    """The major and the minor number of a contract."""
    return [int(number) for number in contract["contract_version"].split(".")[:2]]


def _said(entry) -> list[str]:
    """The bullets of an entry beside its date."""
    bullets = [text for _, text in entry.bullets]
    return bullets if entry.date is None else bullets[1:]


def _covers(other: dict, row: dict, architecture: str) -> bool:
    return other["platform_family"] == row["platform_family"] and architecture in other["arch"]


def _unix_seconds(day: str) -> int:
    """The beginning of a day, as a row has the moment of its build."""
    return to_seconds(f"{day}T00:00:00Z") - to_seconds("1970-01-01T00:00:00Z")


def _revision(row) -> int:
    return int(row.value["dist_revision"][1:])


def _sources(row) -> tuple:
    return tuple(row.identity()[part] for part in PARTS if part != "dist_revision")


def _is_kept(was: dict, is_now: dict) -> bool:
    """Whether every member is the same, but for those that a row may get and did not have."""
    names = (was.keys() | is_now.keys()) - {name for name in _LATER if name not in was}
    return all(canonical([was.get(name)]) == canonical([is_now.get(name)]) for name in names)
