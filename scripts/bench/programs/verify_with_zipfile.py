"""Reads every member of a zip with Python's zipfile, which checks the CRC-32, and digests it with SHA-256."""
import hashlib
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    for info in archive.infolist():
        digest = hashlib.sha256()
        with archive.open(info) as member:
            while chunk := member.read(262144):
                digest.update(chunk)
        digest.hexdigest()
