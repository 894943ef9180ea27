"""Reads the document with ruamel.yaml, safe and in Python alone. 0: read; 10: refused; anything else: it failed."""

import sys

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

with open(sys.argv[1], "rb") as file:
    data = file.read()
try:
    YAML(typ="safe", pure=True).load(data)
except (YAMLError, ValueError):
    sys.exit(10)
