"""Reads the document with yaml.safe_load. 0: read; 10: refused; anything else: it failed."""

import sys

import yaml

with open(sys.argv[1], "rb") as file:
    data = file.read()
try:
    yaml.safe_load(data)
except (yaml.YAMLError, ValueError):
    sys.exit(10)
