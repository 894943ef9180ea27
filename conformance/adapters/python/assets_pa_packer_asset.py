"""A registered asset and what it declares; assets-pa, sections 15.1 and 15.2."""

from dataclasses import dataclass, field
from functools import cached_property

from assets_pa_packer_documents import WorkspaceDocument
from assets_pa_packer_inputs import InputFile
from assets_pa_packer_registry import RegisteredAsset


@dataclass(frozen=True)
class Input:
    """One file as the declaration lists it; without a file where it is refused."""

    role: str
    path: str
    pointer: str
    file: InputFile | None


@dataclass
class DeclaredAsset:
    """A registered asset and its declaration."""

    registered: RegisteredAsset
    document: WorkspaceDocument
    inputs: list[Input] = field(default_factory=list)

    @property
    def declared(self) -> dict:
        return self.document.value

    @property
    def output(self) -> dict:
        return self.declared["output"]

    @property
    def bank_type(self) -> str:
        return self.output["format"].split("/")[0]

    @property
    def artifacts(self) -> list[dict] | None:
        """The declared artifacts, in the order of the declaration; None for a direct asset."""
        return self.output.get("artifacts")

    @cached_property
    def by_path(self) -> dict[str, Input]:
        """The inputs; of one that is listed twice, the first."""
        return {each.path: each for each in reversed(self.inputs)}

    def parts(self) -> list[Input]:
        """What the bytes of the asset are joined of; only for an asset that is refused nothing."""
        if self.artifacts is None:
            return self.inputs
        ordered = sorted(self.artifacts, key=lambda artifact: artifact["index"])
        return [self.by_path[artifact["input"]] for artifact in ordered]
