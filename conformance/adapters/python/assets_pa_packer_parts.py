"""What the bytes and the metadata of an asset are made of; assets-pa, sections 15.2 and 15.3."""

from assets_pa_packer_asset import DeclaredAsset


def check_parts(asset: DeclaredAsset) -> None:
    """Which bytes the asset has, in which order, and that there are any."""
    refuse = asset.document.refuse
    if asset.artifacts is None:
        count = sum(map(len, asset.declared["inputs"].values()))
        if count != 1:
            refuse("direct-inputs", "/inputs", count=count)
            return
        sources = asset.inputs
    else:
        _check_artifacts(asset, asset.artifacts)
        sources = [asset.by_path.get(artifact["input"]) for artifact in asset.artifacts]
    files = [source.file if source else None for source in sources]
    if all(file is not None and file.size == 0 for file in files):
        refuse("empty-asset", "/inputs")


def _check_artifacts(asset: DeclaredAsset, artifacts: list[dict]) -> None:
    refuse = asset.document.refuse
    indexes = {int(artifact["index"]) for artifact in artifacts}
    missing = next((index for index in range(len(artifacts)) if index not in indexes), None)
    if missing is not None:
        refuse("artifact-index", "/output/artifacts", index=missing)
    known: dict[tuple[str, str], str] = {}
    for position, artifact in enumerate(artifacts):
        pointer = f"/output/artifacts/{position}"
        source = asset.by_path.get(artifact["input"])
        if source is None:
            refuse("artifact-input", f"{pointer}/input")
            continue
        first = known.setdefault((source.role, artifact["id"]), pointer)
        if first != pointer:
            refuse("duplicate-artifact-id", f"{pointer}/id", first=first)


def check_collisions(asset: DeclaredAsset) -> None:
    """Each key of the metadata comes from one source."""
    sources = dict.fromkeys(asset.output.get("metadata", {}), "output.metadata")
    if "codec_configuration" in asset.output:
        _take_key("codec", "output.codec_configuration", "/output/codec_configuration", sources, asset)
    indexed = {asset.by_path[each["input"]].role for each in asset.artifacts or [] if each["input"] in asset.by_path}
    for role in asset.declared["inputs"]:
        if role in indexed:
            _take_key(role, f"the index of {role}", f"/inputs/{role}", sources, asset)


def _take_key(key: str, source: str, pointer: str, sources: dict[str, str], asset: DeclaredAsset) -> None:
    first = sources.setdefault(key, source)
    if first != source:
        asset.document.refuse("metadata-collision", pointer, key=key, source=first)
