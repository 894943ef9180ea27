"""Does the main work of a validator of packages in Python: every member's SHA-256, every document loaded by PyYAML."""
import hashlib
import sys
import zipfile

import yaml

with zipfile.ZipFile(sys.argv[1]) as archive:
    for info in archive.infolist():
        data = archive.read(info)
        hashlib.sha256(data).hexdigest()
        if info.filename.endswith(".yaml"):
            yaml.safe_load(data)
