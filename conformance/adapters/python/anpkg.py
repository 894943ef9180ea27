"""The contract anpkg: a commissioning handoff package, as an archive or as a folder."""

from functools import cache

from anpkg_checksums import check_integrity
from anpkg_documents import Schemas, check_documents, read_documents
from anpkg_package import Package
from anpkg_providers import check_providers
from anpkg_references import References
from anpkg_secrets import check_secrets
from package_folder import FolderSource, read_folder
from strict_zip import read_zip


def validate(source, judging) -> dict:
    """Judges a package; the observation."""
    if isinstance(source, FolderSource):
        members = read_folder(source, "anpkg", judging)
    else:
        members = read_zip(source, judging).members
    if judging.has_errors("container"):
        return {}
    package = Package(members, judging)
    check_integrity(package)
    references = read_documents(package)
    check_documents(package, _schemas(judging.catalogue), references.runtime_configs)
    check_providers(package, references)
    check_secrets(package, references)
    return {} if judging.has_errors() else _observe(package, references)


@cache
def _schemas(catalogue) -> Schemas:
    return Schemas(catalogue)


def _observe(package: Package, references: References) -> dict:
    documents = ((path, document) for path, document in package.documents.items() if document is not None)
    led = ((ref.member, ref.pointer, ref.target) for ref in references.all if ref.target is not None)
    return {
        "members": [member.observe() for member in package.members if member.path],
        "documents": {path: document.digest() for path, document in sorted(documents, key=lambda item: item[0])},
        "references": [
            {"from": {"member": member, "pointer": pointer}, "to": target}
            for member, pointer, target in sorted(led)
        ],
    }

