"""Paths that a workspace names, and what stands there; assets-pa, sections 13 to 15."""

import errno
import os
import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
# How the file system answers where a path leads nowhere.
_NOTHING_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)


def is_plain_path(path: str) -> bool:
    """Whether a path is relative and says what it means, on every system."""
    is_spelled_plainly = "\\" not in path and ":" not in path and _CONTROL.search(path) is None
    return is_spelled_plainly and not any(segment in ("", ".", "..") for segment in path.split("/"))


def find_status(location: bytes, follows: bool = False) -> os.stat_result | None:
    """The state of what stands at a place, or of what it leads to; None where nothing does."""
    try:
        return os.stat(location, follow_symlinks=follows)
    except OSError as error:
        if error.errno in _NOTHING_THERE:
            return None
        raise
