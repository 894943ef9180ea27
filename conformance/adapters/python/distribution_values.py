"""Versions, targets, commits, toolchains, moments and paths; distribution, sections 1, 3.2 and 4."""

import re
from calendar import monthrange
from datetime import datetime
from functools import cmp_to_key

_NUMBER = "(?:0|[1-9][0-9]*)"
_PRE_RELEASE = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
VERSION = rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-{_PRE_RELEASE}(?:\.{_PRE_RELEASE})*)?"
_VERSION = re.compile(VERSION)
_TARGET = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_.]+){2,3}")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TOOLCHAIN = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(?:-nightly|-beta(?:\.[0-9]+)?)?")
_REVISION = re.compile(r"r[1-9][0-9]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")

_SYSTEMS = {
    "unknown-linux-gnu": "linux",
    "unknown-linux-musl": "linux",
    "apple-darwin": "darwin",
    "pc-windows-msvc": "windows",
    "pc-windows-gnu": "windows",
}
SYSTEM_NAMES = {"linux": "Linux", "darwin": "Darwin", "windows": "Windows"}
PARTS = ("version", "target", "profile", "toolchain", "git_rev", "dist_revision")


def is_version(text: str) -> bool:
    return _VERSION.fullmatch(text) is not None


def is_target(text: str) -> bool:
    return _TARGET.fullmatch(text) is not None


def is_commit(text: str) -> bool:
    return _COMMIT.fullmatch(text) is not None


def is_toolchain(text: str) -> bool:
    return _TOOLCHAIN.fullmatch(text) is not None


def is_revision(text: str) -> bool:
    return _REVISION.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether a day, or a moment that begins with one, is in the calendar."""
    if _DAY.match(text) is None:
        return False
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def is_day_alone(text: str) -> bool:
    return _DAY.fullmatch(text) is not None and is_day(text)


def to_seconds(moment: str) -> int:
    """A moment in UTC as seconds; only differences mean anything."""
    return int((datetime.fromisoformat(moment.replace("Z", "+00:00")) - _ORIGIN).total_seconds())


_ORIGIN = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def _compare_identifiers(one: str, other: str) -> int:
    if one.isdigit() and other.isdigit():
        return (int(one) > int(other)) - (int(one) < int(other))
    if one.isdigit() != other.isdigit():
        return -1 if one.isdigit() else 1
    return (one > other) - (one < other)


def compare_versions(one: str, other: str) -> int:
    """By clause 11 of Semantic Versioning."""
    (core, _, pre), (other_core, _, other_pre) = one.partition("-"), other.partition("-")
    numbers, other_numbers = ([int(part) for part in text.split(".")] for text in (core, other_core))
    if numbers != other_numbers:
        return 1 if numbers > other_numbers else -1
    if bool(pre) != bool(other_pre):
        return -1 if pre else 1
    parts, other_parts = pre.split("."), other_pre.split(".")
    for left, right in zip(parts, other_parts, strict=False):
        order = _compare_identifiers(left, right)
        if order:
            return order
    return (len(parts) > len(other_parts)) - (len(parts) < len(other_parts))


version_key = cmp_to_key(compare_versions)


def to_platform(target: str) -> tuple[str, str] | None:
    """Family and architecture of a target; None where it belongs to no platform."""
    architecture, _, system = target.partition("-")
    family = _SYSTEMS.get(system)
    return None if family is None else (family, architecture)


def is_safe_path(path: str) -> bool:
    """Whether a path leads from the root to something below `dist/`."""
    segments = path.split("/")
    return (
        len(segments) > 1
        and segments[0] == "dist"
        and not any(segment in ("", ".", "..") for segment in segments)
        and "\\" not in path
        and ":" not in path
        and _CONTROL.search(path) is None
        and len(path.encode("utf-8", "surrogatepass")) <= 1024
    )
