import type { PackAsset, PackListing } from '../assets-pa/list-assets.ts';
import type { JsonValue } from '../document/parsed-document.ts';
import type { Masker } from '../report/masker.ts';
import { firstDifference } from './compare-bytes.ts';
import { compareValues } from './compare-values.ts';
import type { Difference } from './difference.ts';
import { showValue } from './show-value.ts';

/**
 * How two packs differ, asset by asset, told apart by their ids: what was added, removed, renamed, re-encoded or changed
 * otherwise, and behind all that, what merely stands elsewhere in the payload or is preloaded otherwise. At most `most`.
 */
export function compareAssets(
  before: PackListing,
  after: PackListing,
  mask: Masker,
  most: number,
): readonly Difference[] {
  const left = new Map(before.assets.map((asset) => [asset.id, asset]));
  const right = new Map(after.assets.map((asset) => [asset.id, asset]));
  const differences: Difference[] = [];
  const moved: Difference[] = [];
  for (const id of [...new Set([...left.keys(), ...right.keys()])].sort((a, b) => a - b)) {
    if (differences.length >= most) break;
    const [old, now] = [left.get(id), right.get(id)];
    const member = String(id);
    if (old === undefined) {
      if (now !== undefined) differences.push({ kind: 'added', member, after: describe(now, mask) });
    } else if (now === undefined) differences.push({ kind: 'removed', member, before: describe(old, mask) });
    else {
      for (const change of changesOf(old, now, mask)) differences.push(change);
      const offset = firstDifference(before.slice(old), after.slice(now));
      if (offset !== undefined) differences.push(contentChange(old, now, offset));
      for (const change of fieldChange(old, now, 'offset', 'moved', mask)) moved.push(change);
    }
  }
  return [...differences, ...moved].slice(0, most);
}

const FIELDS = [
  ['asset_name', 'renamed'],
  ['bank_type', 'moved to another bank type'],
  ['codec', 're-encoded'],
  ['decoded_size', 'takes another size'],
  ['metadata', 'described otherwise'],
] as const;

function changesOf(old: PackAsset, now: PackAsset, mask: Masker): readonly Difference[] {
  const fields = FIELDS.flatMap(([field, change]) => fieldChange(old, now, field, change, mask));
  if (old.slot === now.slot) return fields;
  const [before, after] = [slotOf(old), slotOf(now)];
  return [...fields, { kind: 'changed', member: String(now.id), change: 'preloaded otherwise', before, after }];
}

function fieldChange(
  old: PackAsset,
  now: PackAsset,
  field: string,
  change: string,
  mask: Masker,
): readonly Difference[] {
  const [before, after] = [fieldOf(old, field), fieldOf(now, field)];
  return compareValues(before, after, 100).map((difference) => {
    const pointer = `/${field}${difference.pointer}`;
    return {
      kind: 'changed',
      member: String(now.id),
      change,
      pointer: mask(pointer),
      ...(difference.before === undefined ? {} : { before: showValue(difference.before, pointer, mask) }),
      ...(difference.after === undefined ? {} : { after: showValue(difference.after, pointer, mask) }),
    };
  });
}

function contentChange(old: PackAsset, now: PackAsset, offset: number): Difference {
  const sizes = { before: `${old.size} bytes`, after: `${now.size} bytes` };
  return { kind: 'changed', member: String(now.id), change: 'other content', offset, ...sizes };
}

function fieldOf({ entry }: PackAsset, field: string): JsonValue {
  return entry[field] ?? null;
}

function slotOf({ slot }: PackAsset): string {
  return slot === undefined ? 'not preloaded' : `slot ${slot}`;
}

function describe(asset: PackAsset, mask: Masker): string {
  return `${showValue(fieldOf(asset, 'asset_name'), '/asset_name', mask)}, ${asset.size} bytes`;
}
