"""The bytes of a release: the builder of the goldens, which was made from the text of the contract as well."""

import sys
from importlib.util import module_from_spec, spec_from_file_location

from catalogue import find_contracts

_PATH = find_contracts().parent / "golden" / "distribution" / "build_expected.py"


def _load():
    # Nothing is written beside the goldens: a list states all their files.
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec = spec_from_file_location("distribution_golden_builder", _PATH)
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


_BUILDER = _load()
# `Release(options, root, builds).make()` gives the files to write by path, in the order in which they are published.
Release = _BUILDER.Release
# Raised with the digest that is published and that of the build.
AlreadyPublished = _BUILDER.AlreadyPublished
