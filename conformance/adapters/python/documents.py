"""Documents, whatever their syntax: in a package, and as artifacts of their own."""

from text_places import with_member


def read_document(reader, data: bytes, judging, path: str | None):
    """A document; None where it breaks a MUST of its syntax, and nothing else is to be said of it."""
    errors = judging.errors
    document = reader.parse(data, judging, path)
    return document if judging.errors == errors else None


def size_check(syntax: str):
    """The check on a document's size. `syntax` is the part of its rules before the slash."""

    def check_size(size: int, judging, member: str | None = None, limits: dict | None = None) -> bool:
        """A document that is longer than the limit is not read."""
        limit = (judging.limits if limits is None else limits)[f"{syntax}.size"]
        if size > limit:
            judging.add(f"{syntax}/too-large", with_member({}, member), {"size": size, "limit": limit})
        return size <= limit

    return check_size


def validate_document(check_size, parse, source, judging) -> dict:
    """Judges an artifact that is a document, with the functions of its syntax; the observation."""
    documents = {}
    if check_size(source.size, judging):
        document = parse(source.read(0, source.size), judging)
        if document is not None:
            documents[""] = document.digest()
    return {"members": [], "documents": documents, "references": []}
