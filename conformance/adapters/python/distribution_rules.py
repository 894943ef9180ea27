"""What a contract, an index, a sidecar and a configuration say about themselves; distribution, 3.3 to 3.6."""

from collections.abc import Callable, Iterable

from distribution_documents import CONFIG, CONTRACT, INDEX, MANIFEST, PROVENANCE, Judged, index_rows
from distribution_templates import BUILD, FILE_NAME, FOLDER, LEGACY, has_only, holds_only, placeholders
from distribution_values import SYSTEM_NAMES, is_toolchain, is_version, version_key

_SIDECARS = ["checksums.json", "manifest.json", "provenance.json"]
_SCOPE = ["contract_version", "version"]
LEAST_GENERATIONS = 6


def check_document(judged: Judged) -> None:
    """The rules on one document that need nothing else."""
    check = _CHECKS.get(judged.kind)
    if check is not None:
        check(judged)


def _check_contract(judged: Judged) -> None:
    value = judged.value
    artifact = value["artifact"]
    _check_index_paths(judged, artifact["distribution_index"], artifact["release_artifacts"])
    _check_templates(judged, artifact)
    if sorted(artifact["release_artifacts"]["required_manifests"]) != _SIDECARS:
        judged.add("required-sidecars-mismatch", "/artifact/release_artifacts/required_manifests")
    for index, legacy in enumerate(artifact["distribution_index"]["legacy"]):
        if legacy["migration_deadline"] > legacy["deprecation_sunset"]:
            judged.add("deadline-after-sunset", f"/artifact/distribution_index/legacy/{index}/migration_deadline")
    generations = value.get("retention", {}).get("minimum_generations", LEAST_GENERATIONS)
    if generations < LEAST_GENERATIONS:
        judged.add("retention-too-short", "/retention/minimum_generations", actual=generations)
    scope = value.get("source_compatibility", {}).get("scope", _SCOPE)
    if sorted(scope) != _SCOPE:
        judged.add("source-compatibility-mismatch", "/source_compatibility/scope")
    _check_matrix(judged, value["compatibility_matrix"])


def _check_index_paths(judged: Judged, index: dict, release: dict) -> None:
    canonical = index["canonical"]
    legacy = [entry["path"] for entry in index["legacy"]]
    if index["resolution_precedence"] != [canonical, *legacy]:
        judged.add("precedence-mismatch", "/artifact/distribution_index/resolution_precedence")
    template = release["index_path_template"]
    if template != canonical:
        pointer = "/artifact/release_artifacts/index_path_template"
        judged.add("index-path-mismatch", pointer, actual=template, expected=canonical)
    if legacy and release["legacy_index_path_template"] not in legacy:
        judged.add("legacy-path-mismatch", "/artifact/release_artifacts/legacy_index_path_template")


def _check_templates(judged: Judged, artifact: dict) -> None:
    folder = artifact["release_artifacts"]["artifact_directory_template"]
    pattern = artifact["naming"]["canonical_pattern"]
    templates = [("/artifact/distribution_index/canonical", artifact["distribution_index"]["canonical"], ())]
    for index, legacy in enumerate(artifact["distribution_index"]["legacy"]):
        templates.append((f"/artifact/distribution_index/legacy/{index}/path", legacy["path"], LEGACY))
    own = (
        ("/artifact/release_artifacts/artifact_directory_template", folder, FOLDER),
        ("/artifact/naming/canonical_pattern", pattern, FILE_NAME),
    )
    for pointer, template, allowed in (*templates, *own):
        if not has_only(template, allowed):
            judged.add("unknown-placeholder", pointer)
    for pointer, template, needed in own:
        for name in needed:
            if placeholders(template).count(name) != 1:
                judged.add("missing-placeholder", pointer, placeholder=name)
    if not pattern.startswith(artifact["name"] + "-v{version}"):
        judged.add("name-prefix-mismatch", "/artifact/naming/canonical_pattern")
    fields = artifact["naming"]["immutable_fields"]
    if sorted(fields) != sorted(set(placeholders(pattern)) - {"ext"}):
        judged.add("immutable-fields-mismatch", "/artifact/naming/immutable_fields")


def _check_matrix(judged: Judged, matrix: list[dict]) -> None:
    seen: set[tuple[str, str]] = set()
    for index, row in enumerate(matrix):
        pointer = f"/compatibility_matrix/{index}"
        if row["os"] != SYSTEM_NAMES[row["platform_family"]]:
            judged.add("platform-family-mismatch", f"{pointer}/os")
        for position, architecture in enumerate(row["arch"]):
            platform = (row["os"], architecture)
            if platform in seen:
                judged.add("duplicate-platform", f"{pointer}/arch/{position}", platform=" ".join(platform))
            seen.add(platform)


def _check_index(judged: Judged) -> None:
    releases = judged.value["releases"]
    _check_entries(judged, "/releases", releases, "version", "duplicate-release", version_key, is_version)
    for r, release in enumerate(releases):
        pointer = f"/releases/{r}/targets"
        _check_entries(judged, pointer, release["targets"], "target", "duplicate-target")
        for t, target in enumerate(release["targets"]):
            inner = f"{pointer}/{t}/profiles"
            _check_entries(judged, inner, target["profiles"], "profile", "duplicate-profile")
            for p, profile in enumerate(target["profiles"]):
                _check_row_order(judged, f"{inner}/{p}/artifacts", profile["artifacts"])
    _check_short_commits(judged)


def _check_entries(
    judged: Judged,
    pointer: str,
    entries: list[dict],
    name: str,
    rule: str,
    key: Callable = str,
    is_right: Callable[[str], bool] = lambda text: True,
) -> None:
    """Entries that are told apart and sorted by one member."""
    seen: set[str] = set()
    previous = None
    for index, entry in enumerate(entries):
        value = entry[name]
        if value in seen:
            judged.add(rule, f"{pointer}/{index}/{name}")
        seen.add(value)
        if not is_right(value):
            previous = None
            continue
        if previous is not None and key(value) < key(previous):
            judged.add("index-order", f"{pointer}/{index}")
        previous = value


def _row_key(row: dict) -> tuple:
    return (version_key(row["toolchain"]), row["git_rev"], int(row["dist_revision"][1:]))


def _check_row_order(judged: Judged, pointer: str, rows: list[dict]) -> None:
    for index in range(1, len(rows)):
        pair = rows[index - 1 : index + 1]
        if all(is_toolchain(row["toolchain"]) for row in pair) and _row_key(pair[1]) < _row_key(pair[0]):
            judged.add("index-order", f"{pointer}/{index}")


def _check_short_commits(judged: Judged) -> None:
    length: int | None = None
    commits: dict[tuple, str] = {}
    for row in index_rows(judged.value):
        short = row.value.get("gitsha")
        if short is None:
            continue
        pointer = f"{row.pointer}/gitsha"
        if not row.value["git_rev"].startswith(short):
            judged.add("gitsha-mismatch", pointer)
        length = len(short) if length is None else length
        if len(short) != length:
            judged.add("gitsha-length", pointer, actual=len(short), expected=length)
        place = (row.version, row.target, row.profile, row.value["toolchain"], short)
        if commits.setdefault(place, row.value["git_rev"]) != row.value["git_rev"]:
            judged.add("gitsha-collision", pointer)


def check_rows_apart(judged: Judged, short_commit: Callable) -> None:
    """Whether two rows have one key; `short_commit` says what stands for a `gitsha` that a row lacks."""
    seen: set[tuple] = set()
    for row in index_rows(judged.value):
        short = short_commit(row)
        if short is None:
            continue
        own = (row.value["toolchain"], short, row.value["dist_revision"])
        key = (row.version, row.target, row.profile, *own)
        if key in seen:
            judged.add("duplicate-row", row.pointer)
        seen.add(key)


def _check_manifest(judged: Judged) -> None:
    _check_sorted(judged, "file-order", [(f"/files/{i}/path", f["path"]) for i, f in enumerate(judged.value["files"])])


def _check_sorted(judged: Judged, rule: str, texts: Iterable[tuple[str, str]]) -> None:
    previous = None
    for pointer, text in texts:
        if previous is not None and text <= previous:
            judged.add(rule, pointer)
        previous = text


def _check_provenance(judged: Judged) -> None:
    value = judged.value
    builds = value["reproducibility"]
    digests = builds["artifact_sha256"]
    if len(digests) != builds["rebuilds"] or set(digests) != {value["subject"]["artifact_sha256"]}:
        judged.add("rebuilds-mismatch", "/reproducibility/artifact_sha256")
    if value["source"]["git_rev"] != value["tuple"]["git_rev"]:
        judged.add("source-mismatch", "/source/git_rev")


def _check_config(judged: Judged) -> None:
    for name in ("targets", "profiles"):
        texts = [(f"/{name}/{index}", text) for index, text in enumerate(judged.value[name])]
        _check_sorted(judged, "config-order", texts)
    if not has_only(judged.value.get("output", ""), BUILD):
        judged.add("unknown-placeholder", "/output")
    for index, word in enumerate(judged.value["build_command"]):
        if not holds_only(word, BUILD):
            judged.add("unknown-placeholder", f"/build_command/{index}")


_CHECKS = {
    CONTRACT: _check_contract,
    INDEX: _check_index,
    MANIFEST: _check_manifest,
    PROVENANCE: _check_provenance,
    CONFIG: _check_config,
}
