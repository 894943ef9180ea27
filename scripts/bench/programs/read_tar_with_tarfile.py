"""Reads every member of a tar, alone or in gzip, with Python's tarfile, and digests it with SHA-256."""
import hashlib
import sys
import tarfile

with tarfile.open(sys.argv[1]) as archive:
    for info in archive:
        digest = hashlib.sha256()
        member = archive.extractfile(info)
        while chunk := member.read(262144):
            digest.update(chunk)
        digest.hexdigest()
