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
    if (old === undefined) {
      if (now !== undefined) differences.push({ kind: 'added', ...identify(now, mask), after: sizeOf(now) });
    } else if (now === undefined) {
      differences.push({ kind: 'removed', ...identify(old, mask), before: sizeOf(old) });
    } else {
      for (const change of changesOf(old, now, mask)) differences.push(change);
      const offset = firstDifference(before.slice(old), after.slice(now));
      if (offset !== undefined) {
        const sizes = { before: sizeOf(old), after: sizeOf(now) };
        differences.push({ ...changed(now, 'other content', mask), offset, ...sizes });
      }
      // One that grew moves all that stand behind it.
      if (moved.length < most) for (const change of fieldChange(old, now, 'offset', 'moved', mask)) moved.push(change);
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
  return [...fields, { ...changed(now, 'preloaded otherwise', mask), before, after }];
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
    const show = (value: JsonValue): string =>
      field === 'asset_name' ? JSON.stringify(nameOf(value, mask)) : showValue(value, pointer, mask);
    return {
      ...changed(now, change, mask),
      pointer: mask(pointer),
      ...(difference.before === undefined ? {} : { before: show(difference.before) }),
      ...(difference.after === undefined ? {} : { after: show(difference.after) }),
    };
  });
}

function changed(asset: PackAsset, change: string, mask: Masker): Difference {
  return { kind: 'changed', ...identify(asset, mask), change };
}

/** Which asset a difference is about. */
function identify(asset: PackAsset, mask: Masker): Pick<Difference, 'member' | 'name'> {
  return { member: String(asset.id), name: nameOf(fieldOf(asset, 'asset_name'), mask) };
}

// A name identifies: `author` hides nothing, whatever else would be hidden for a part of it. What has the shape of a
// credential is masked here as well.
function nameOf(value: JsonValue, mask: Masker): string {
  return typeof value === 'string' ? mask(value) : '';
}

function fieldOf({ entry }: PackAsset, field: string): JsonValue {
  return entry[field] ?? null;
}

function slotOf({ slot }: PackAsset): string {
  return slot === undefined ? 'not preloaded' : `slot ${slot}`;
}

function sizeOf({ size }: PackAsset): string {
  return `${size} bytes`;
}
