"""Documents in a package, whatever their syntax."""


def read_document(reader, data: bytes, judging, path: str | None):
    """A document; None where it breaks a MUST of its syntax, and nothing else is to be said of it."""
    errors = judging.errors
    document = reader.parse(data, judging, path)
    return document if judging.errors == errors else None
