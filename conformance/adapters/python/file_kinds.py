"""What a place in the file system holds, in words."""

import stat

_KINDS = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISLNK, "symbolic link"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISBLK, "block device"),
    (stat.S_ISCHR, "character device"),
)


def kind_of(mode: int) -> str:
    """In words, by the mode that the file system states."""
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "special file")
