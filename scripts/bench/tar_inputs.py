"""Makes tars in the folder that is given, alone and in gzip and zstd: the same bytes each time.

Usage: tar_inputs.py FOLDER BIG_MIB MEMBERS
"""
import gzip
import io
import os
import random
import subprocess
import sys
import tarfile

from inputs import KIB, log_text

CHUNK = random.Random(2).randbytes(1024 * KIB)


class Repeated(io.RawIOBase):
    """So many mebibytes, the same each."""

    def __init__(self, mib):
        super().__init__()
        self.left = mib * len(CHUNK)

    def read(self, size=-1):
        at = -self.left % len(CHUNK)
        piece = CHUNK[at:at + min(size if size >= 0 else self.left, self.left, len(CHUNK) - at)]
        self.left -= len(piece)
        return piece


def header(name, size):
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o644, 0
    # Those of the files beside it, which GNU tar compares.
    info.uid, info.gid = os.getuid(), os.getgid()
    return info


def main():
    folder, mib, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    many, big = (os.path.join(folder, name) for name in ("many.tar", "big.tar"))
    members = os.path.join(folder, "members")
    os.mkdir(members)
    with tarfile.open(many, "w", format=tarfile.USTAR_FORMAT) as archive:
        for number in range(count):
            name, data = "m%05d.log" % number, log_text(number)
            archive.addfile(header(name, len(data)), io.BytesIO(data))
            path = os.path.join(members, name)
            with open(path, "wb") as target:
                target.write(data)
            os.chmod(path, 0o644)
            os.utime(path, (0, 0))
    with tarfile.open(big, "w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(header("big.bin", mib * len(CHUNK)), Repeated(mib))
    # The big one is of random bytes, which no compression makes shorter.
    for path, level in ((many, 6), (big, 0)):
        with open(path, "rb") as source, gzip.GzipFile(path + ".gz", "wb", level, mtime=0) as target:
            while piece := source.read(len(CHUNK)):
                target.write(piece)
        subprocess.run(["zstd", "-q", "-3" if path == many else "-1", path, "-o", path + ".zst"], check=True)


main()
