"""Reads the document with json. 0: read; 10: refused; anything else: it failed."""

import json
import sys

with open(sys.argv[1], "rb") as file:
    data = file.read()
try:
    json.loads(data)
except ValueError:
    sys.exit(10)
