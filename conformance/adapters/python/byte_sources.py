"""Bytes that are read where they stand: a file, or bytes in memory."""

import os
from pathlib import Path


class ByteSource:
    """A file that is open; `read` gives fewer bytes only where the file ends."""

    def __init__(self, path: str | Path) -> None:
        self._file = open(path, "rb")
        self.size = os.fstat(self._file.fileno()).st_size

    def read(self, offset: int, length: int) -> bytes:
        if length <= 0 or offset < 0 or offset >= self.size:
            return b""
        self._file.seek(offset)
        return self._file.read(min(length, self.size - offset))

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> "ByteSource":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class MemorySource:
    """Bytes in memory, read like a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)

    def read(self, offset: int, length: int) -> bytes:
        if length <= 0 or offset < 0:
            return b""
        return self._data[offset : offset + length]
