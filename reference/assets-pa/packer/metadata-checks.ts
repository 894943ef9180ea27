import { type JsonValue, joinPointer } from '../../document/parsed-document.ts';
import type { Check } from '../../report/check.ts';
import { toSlice } from './asset-slice.ts';
import { consolidateMetadata, declaredMetadata } from './consolidate-metadata.ts';
import { inDeclaration, type WorkspaceAsset } from './workspace.ts';

/** What holds of the metadata that an asset declares. */
export const DECLARED_METADATA_CHECKS: readonly Check<WorkspaceAsset>[] = [
  {
    rule: 'assets-pa/declared-number-not-integer',
    check(asset, report) {
      if (asset.declared === undefined) return;
      const { metadata, codec } = declaredMetadata(asset.declared.document.value);
      for (const [value, from] of [
        [metadata, '/output/metadata'],
        [codec ?? {}, '/output/codec_configuration'],
      ] as const) {
        for (const pointer of unevenNumbers(value, from)) report(inDeclaration(asset, pointer));
      }
    },
  },
  {
    rule: 'assets-pa/declared-pipeline-metadata',
    check(asset, report) {
      if (asset.declared === undefined) return;
      const { metadata } = declaredMetadata(asset.declared.document.value);
      if (metadata.pipeline !== undefined) report(inDeclaration(asset, '/output/metadata/pipeline'));
    },
  },
  {
    rule: 'assets-pa/metadata-collision',
    check(asset, report) {
      if (asset.declared === undefined) return;
      const { declaration, document } = asset.declared;
      const artifacts = toSlice(declaration, asset.inputs)?.artifacts ?? [];
      for (const { key, source, pointer } of consolidateMetadata(document.value, artifacts).collisions) {
        report(inDeclaration(asset, pointer), { key, source });
      }
    },
  },
];

// The header holds no other numbers (facts of the writer: no floating point in version 1). There may be millions of
// values: a pointer is made only where it is told.
function* unevenNumbers(value: JsonValue, from: string): Iterable<string> {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) yield from;
  if (typeof value !== 'object' || value === null) return;
  const items: Iterable<readonly [string | number, JsonValue]> = Array.isArray(value)
    ? value.entries()
    : Object.entries(value);
  for (const [key, item] of items) {
    if (typeof item === 'number' ? Number.isSafeInteger(item) : typeof item !== 'object') continue;
    yield* unevenNumbers(item, joinPointer(from, key));
  }
}
