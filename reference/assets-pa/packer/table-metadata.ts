import { digestCanonicalJson, toCanonicalJson } from '../../document/canonical-digest.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../document/parsed-document.ts';
import { isPreloaded } from './build-set-checks.ts';
import type { InputDigests } from './input-digests.ts';
import type { PackPlan, PlannedAsset } from './plan-pack.ts';

/** What tools are told of an asset: an entry of `asset_table_metadata.json`. */
export function describeForTools({ asset, entry }: PlannedAsset, digests: InputDigests): JsonObject {
  const { registered, declared, inputs } = asset;
  const output = memberOf(declared?.document.value, 'output');
  const pipeline = memberOf(output, 'pipeline');
  const build = memberOf(declared?.document.value, 'build');
  return {
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
  };
}

/** Bytes of `asset_table_metadata.json`. */
export function encodeTableMetadata(assets: readonly JsonObject[]): string {
  return toCanonicalJson({ schema_version: 1, assets });
}

/** SHA-256 over everything that an asset's part of the outputs is made from; its place in the payload is none of it. */
export function keyOf(planned: PlannedAsset, described: JsonObject): string {
  const { offset, ...entry } = planned.entry;
  return digestCanonicalJson({ entry, described, preload: isPreloaded(planned.asset) });
}

/** The keys of a plan's assets, as the cache notes them. */
export function keysOf(
  { assets }: PackPlan,
  described: readonly JsonObject[],
): readonly { readonly asset_id: number; readonly key: string }[] {
  return assets.map((planned, index) => ({
    asset_id: planned.entry.asset_id,
    key: keyOf(planned, described[index] ?? {}),
  }));
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}
