import { createHash } from 'node:crypto';
import { toCanonicalJson } from '../../document/canonical-digest.ts';
import { isJsonObject, type JsonValue } from '../../document/parsed-document.ts';
import { isPreloaded } from './build-set-checks.ts';
import { encodeEntry } from './encode-pack.ts';
import type { InputDigests } from './input-digests.ts';
import type { PackPlan, PlannedAsset } from './plan-pack.ts';

/** What tools are told of an asset: an entry of `asset_table_metadata.json`, in the form of RFC 8785. */
export function describeForTools({ asset, entry }: PlannedAsset, digests: InputDigests): string {
  const { registered, declared, inputs } = asset;
  const document = declared?.document.value;
  const pipeline = memberOf(memberOf(document, 'output'), 'pipeline');
  const build = memberOf(document, 'build');
  return toCanonicalJson({
    asset_id: entry.asset_id,
    asset_uuid: registered.asset_uuid,
    root: registered.root,
    type: declared?.declaration.type ?? '',
    kind: declared?.declaration.output.artifacts === undefined ? 'direct' : 'virtual',
    format: declared?.declaration.output.format ?? '',
    inputs: inputs.flatMap(({ role, path, found }) =>
      found.state === 'file' ? [{ role, path, size: found.file.size, sha256: digests.digestOf(found.file) }] : [],
    ),
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(build === undefined ? {} : { build }),
  });
}

/** Bytes of `asset_table_metadata.json`. */
export function encodeTableMetadata(described: readonly string[]): string {
  return `{"assets":[${described.join(',')}],"schema_version":1}`;
}

/** SHA-256 over everything that an asset's part of the outputs is made from; its place in the payload is none of it. */
export function keyOf(planned: PlannedAsset, described: string): string {
  const { offset, ...entry } = planned.entry;
  const hash = createHash('sha256').update('{"described":').update(described).update(',"entry":');
  return hash
    .update(encodeEntry(entry))
    .update(`,"preload":${isPreloaded(planned.asset)}}`)
    .digest('hex');
}

/** The keys of a plan's assets, as the cache notes them. */
export function keysOf(
  { assets }: PackPlan,
  described: readonly string[],
): readonly { readonly asset_id: number; readonly key: string }[] {
  return assets.map((planned, index) => ({
    asset_id: planned.entry.asset_id,
    key: keyOf(planned, described[index] ?? ''),
  }));
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}
