"""What a producer is given, and what it refuses before it makes anything; distribution, section 8."""

import os
import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path, PurePosixPath

from distribution import CONTRACT_PATH, Repository
from distribution_documents import INDEX, index_rows, parse_document
from distribution_templates import legacy_path
from distribution_tree import find_file
from distribution_values import is_safe_path, is_version, to_platform
from findings import Judging

from canonical_json import canonical

_DIGITS = re.compile("[0-9]+")
_GITSHA_LENGTH = 8
_REBUILDS = 2
# What a tar can state. It has ten digits.
_LATEST = 8_589_934_591
_TEXTS = ("version", "gitRev", "toolchain", "toolchainFull", "repository", "now")
_OPTIONAL_TEXTS = ("commitTime", "sourceDateEpoch")
# Rules on an index that a producer's own never breaks.
_FOREIGN = {
    f"distribution/{name}"
    for name in ("missing-producer-member", "unknown-member", "document-not-canonical", "index-order")
}


class Sources:
    """Repository, builds and options; where `judge` refuses, nothing else is to be asked."""

    def __init__(self, folder: str, options: dict, judging: Judging) -> None:
        texts = [options.get(name) for name in _TEXTS] + [options.get(name, "") for name in _OPTIONAL_TEXTS]
        if not all(isinstance(text, str) for text in texts) or not _DIGITS.fullmatch(options.get("commitTime", "0")):
            raise ValueError("an option is missing, or is not what the contract says")
        self.root = Path(folder) / "repository"
        self.options = options
        self.builds: list[Path] = []
        self._folder = Path(folder) / "builds"
        self._judging = judging

    def judge(self) -> bool:
        """Whether nothing is refused of what can be known before the archives are made."""
        for check in (self._check_documents, self._check_facts, self._check_builds, self._check_index):
            check()
            if self._judging.has_errors():
                return False
        return True

    def _refuse(self, rule: str, at: dict | None = None, /, **details: object) -> None:
        self._judging.add(f"distribution/{rule}", at, details)

    def _check_documents(self) -> None:
        own = Judging("hardened", self._judging.catalogue)
        repository = Repository(os.fsencode(self.root), own)
        repository.judge_inputs()
        # The index is not asked before there are builds to be published.
        self._index_findings = [each for each in own.ordered() if each.at.get("member") == repository.index_path]
        if self._refuse_first(each for each in own.ordered() if own.is_error(each) and each not in self._index_findings):
            return
        self._index_errors = [each for each in self._index_findings if own.is_error(each)]
        self.index_path = repository.index_path
        self.contract = repository.document(CONTRACT_PATH)
        self.config = repository.document(self.contract["artifact"]["release_artifacts"]["orchestrator"]["config"])
        self.index = repository.document(self.index_path)

    def _refuse_first(self, errors: Iterable) -> bool:
        """Whether there is an error; the first of them is named."""
        first = next(iter(errors), None)
        if first is not None:
            self._refuse("producer-input-invalid", first.at, rule=first.rule)
        return first is not None

    def _check_index(self) -> None:
        if self._refuse_first(self._index_errors):
            return
        if any(finding.rule in _FOREIGN for finding in self._index_findings):
            self._refuse("foreign-row", {"member": self.index_path})
            return
        self._check_short_commit()

    def _check_facts(self) -> None:
        options, expected = self.options, self.config["toolchain"]
        if options.get("dirty") is True:
            self._refuse("dirty-tree")
        if not is_version(options["version"]):
            self._refuse("source-version-invalid")
        if expected not in ("auto", options["toolchain"]):
            self._refuse("toolchain-mismatch", actual=options["toolchain"], expected=expected)
        self._check_moment()
        removed = {
            (row["platform_family"], architecture)
            for row in self.contract["compatibility_matrix"]
            for architecture in row["arch"]
            if row["compatibility"] == "removed"
        }
        if any(to_platform(target) in removed for target in self.config["targets"]):
            self._refuse("platform-removed")

    def _check_moment(self) -> None:
        source = self.config.get("source_date_epoch", "env")
        names = [] if isinstance(source, int) else [*(["sourceDateEpoch"] if source == "env" else []), "commitTime"]
        stated = [self.options[name] for name in names if name in self.options]
        if names and not stated:
            self._refuse("no-epoch")
        # The first that is there counts.
        if any(not _DIGITS.fullmatch(text) or int(text.lstrip("0")[:11] or "0") > _LATEST for text in stated[:1]):
            self._refuse("epoch-invalid")

    def _check_short_commit(self) -> None:
        commit, toolchain = self.options["gitRev"], self.options["toolchain"]
        short = commit[: self.config.get("gitsha_length", _GITSHA_LENGTH)]
        for row in index_rows(self.index or {"releases": []}):
            is_here = row.version == self.options["version"] and row.value["toolchain"] == toolchain
            is_built = row.target in self.config["targets"] and row.profile in self.config["profiles"]
            if is_here and is_built and row.value["gitsha"] == short and row.value["git_rev"] != commit:
                self._refuse("short-commit-collision", {"member": self.index_path}, gitsha=short)

    def _check_builds(self) -> None:
        count = self.config.get("reproducibility", {}).get("rebuilds", _REBUILDS)
        self.builds = [self._folder / str(number) for number in range(1, count + 1)]
        if (self._folder / str(count + 1)).is_dir():
            self._refuse("build-failed", problem=f"there are more builds than {count}")
        own = [include["from"] for include in self.config.get("include", [])]
        for path in (*own, self.config.get("lockfile", "Cargo.lock")):
            if find_file(os.fsencode(self.root), path) is None:
                self._refuse("build-failed", problem=f"the sources have no file {path}")
        for profile, target in product(self.config["profiles"], self.config["targets"]):
            folder = self.config.get("output", "target/{target}/{profile}")
            folder = folder.replace("{target}", target).replace("{profile}", profile)
            is_within = not folder.startswith("/") and ".." not in PurePosixPath(folder).parts
            platform = to_platform(target)
            suffix = ".exe" if platform is not None and platform[0] == "windows" else ""
            for name in sorted(self.contract["artifact"]["entrypoints"]):
                self._check_program(f"{folder}/{name}{suffix}" if is_within else None, name + suffix)

    def _check_program(self, path: str | None, name: str) -> None:
        """One program of each build: all have to be there, and to be the same."""
        files = [path and find_file(os.fsencode(build), path) for build in self.builds]
        for number, file in enumerate(files, 1):
            if file is None:
                self._refuse("build-failed", problem=f"build {number} left no program {name}")
        if None not in files and len({file.sha256 for file in files}) > 1:
            self._refuse("not-reproducible", member=name)

    def removed_paths(self, index: dict) -> list[str]:
        """Legacy paths that the configuration lets go of beside the index that is published; section 8."""
        if self.config.get("legacy_alias") != "remove":
            return []
        now, over, kept = self.options["now"], [], {self.index_path}
        for entry in self.contract["artifact"]["distribution_index"]["legacy"]:
            path = legacy_path(entry["path"], self.contract["contract_version"])
            if now < entry["deprecation_sunset"]:
                kept.add(path)
            elif path is not None and is_safe_path(path):
                over.append(path)
        rows = {canonical([row.identity(), row.value]) for row in index_rows(index)}
        return [path for path in over if path not in kept and self._is_covered(path, rows)]

    def _is_covered(self, path: str, rows: set) -> bool:
        """Whether an index can be read whose rows are all among these."""
        file = find_file(os.fsencode(self.root), path)
        own = Judging("hardened", self._judging.catalogue)
        alias = file and parse_document(INDEX, file.data, path, own)
        return alias is not None and all(canonical([row.identity(), row.value]) in rows for row in index_rows(alias.value))
