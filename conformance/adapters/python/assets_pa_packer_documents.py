"""Registry and declarations as documents; assets-pa, section 13."""

import os
import stat
from collections.abc import Callable
from functools import cache

import strict_json
from assets_pa_packer_paths import find_status
from documents import read_document
from file_kinds import kind_of
from findings import Judging
from package_folder import FolderMember
from schema_findings import Schema, to_place


class WorkspaceDocument:
    """A document that is of its schema, and where it stands in the project."""

    def __init__(self, path: str, document: strict_json.Document, judging: Judging) -> None:
        self.path = path
        self.value: dict = document.value
        self.text = document.text
        self._document = document
        self._judging = judging

    def tell(self, rule: str, pointer: str | None = None, /, **details: object) -> None:
        """A finding at a value, or on the document as a whole."""
        place = {} if pointer is None else to_place(self._document, pointer)
        self._judging.add(f"assets-pa/{rule}", {"member": self.path, **place}, details)

    # Nothing is built of what breaks a MUST.
    refuse = tell


class DocumentKind:
    """Where documents have their schema, and which rules they break that are not there or not of it."""

    def __init__(self, schema: str, breach: str, missing: str) -> None:
        self._schema = schema
        self._breach = breach
        self._missing = missing

    def read(
        self,
        project: bytes,
        path: str,
        judging: Judging,
        may_read: Callable[[int], bool] = lambda size: True,
        /,
        **details: object,
    ) -> WorkspaceDocument | None:
        """
        The document; None where it breaks a rule of its own, or `may_read` refuses its size.
        `details` are said where it is not there.
        """
        location = os.path.join(project, path.encode())
        status = find_status(location)
        if status is None:
            judging.add(f"assets-pa/{self._missing}", {"member": path}, details)
            return None
        if not stat.S_ISREG(status.st_mode):
            judging.add("assets-pa/workspace-special-file", {"member": path}, {"kind": kind_of(status.st_mode)})
            return None
        if not strict_json.check_size(status.st_size, judging, path) or not may_read(status.st_size):
            return None
        data = FolderMember(path, "file", status.st_size, False, location).data()
        document = read_document(strict_json, data, judging, path)
        if document is None:
            return None
        breaches = _read_schema(judging.catalogue, self._schema).breaches(document.value)
        for breach in breaches:
            at = {"member": path, **breach.place(document)}
            judging.add(f"assets-pa/{self._breach}", at, breach.details())
        return None if breaches else WorkspaceDocument(path, document, judging)


@cache
def _read_schema(catalogue, name: str) -> Schema:
    return Schema(catalogue.schema("assets-pa", name))
