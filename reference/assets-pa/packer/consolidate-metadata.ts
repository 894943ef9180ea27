import { BareObject, type MutableJsonObject } from '../../document/bare-object.ts';
import { isJsonObject, type JsonObject, type JsonValue, joinPointer } from '../../document/parsed-document.ts';

/** Where one artifact lies in the stored bytes of its asset. */
export interface IndexedArtifact {
  readonly role: string;
  readonly id: string;
  readonly offset: number;
  readonly length: number;
}

/** A key of the metadata that two sources give. */
export interface MetadataCollision {
  readonly key: string;
  /** The later of the two. */
  readonly source: string;
  /** Where in the declaration the later one gets its key from. */
  readonly pointer: string;
}

/**
 * The metadata of an asset in the pack (contracts/assets-pa/v1, metadata): `output.metadata` at its root,
 * `output.codec_configuration` as `codec`, and an index of the artifacts under the role of each. Nothing else gets in,
 * and no source takes a key from another: the first stays, and the collision is told.
 */
export function consolidateMetadata(
  declaration: JsonValue,
  artifacts: readonly IndexedArtifact[],
): { readonly metadata: JsonObject; readonly collisions: readonly MetadataCollision[] } {
  const { metadata, codec } = declaredMetadata(declaration);
  const merged: MutableJsonObject = Object.assign(new BareObject(), metadata);
  const collisions: MetadataCollision[] = [];
  const give = (key: string, value: JsonValue, source: string, pointer: string): void => {
    if (merged[key] === undefined) merged[key] = value;
    else collisions.push({ key, source, pointer });
  };
  if (codec !== undefined) give('codec', codec, 'output.codec_configuration', '/output/codec_configuration');
  for (const [role, index] of indexByRole(artifacts)) {
    give(role, index, 'output.artifacts', joinPointer('/inputs', role));
  }
  return { metadata: merged, collisions };
}

function indexByRole(artifacts: readonly IndexedArtifact[]): ReadonlyMap<string, JsonObject> {
  const roles = new Map<string, MutableJsonObject>();
  for (const { role, id, offset, length } of artifacts) {
    const index = roles.get(role) ?? new BareObject();
    roles.set(role, index);
    index[id] = { offset, length };
  }
  return roles;
}

/** What a declaration gives to the metadata, as its document has it. */
export function declaredMetadata(declaration: JsonValue): {
  readonly metadata: JsonObject;
  readonly codec: JsonObject | undefined;
} {
  const output = objectIn(declaration, 'output');
  return {
    metadata: objectIn(output, 'metadata') ?? new BareObject(),
    codec: objectIn(output, 'codec_configuration'),
  };
}

function objectIn(value: JsonValue | undefined, name: string): JsonObject | undefined {
  const member = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(member) ? member : undefined;
}
