import type { Artifact } from '../archive/artifact.ts';
import { bufferSource } from '../archive/byte-source.ts';
import type { JsonValue } from '../document/parsed-document.ts';
import { compareCodePoints } from '../report/code-point-order.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Masker } from '../report/masker.ts';
import type { ObservedMember } from '../report/observation.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { firstDifference } from './compare-bytes.ts';
import { compareValues } from './compare-values.ts';
import type { Difference } from './difference.ts';
import { showValue } from './show-value.ts';

/** The most differences that are listed. */
export const MOST_DIFFERENCES = 1000;

/** One side of a comparison. */
export interface ComparedSide {
  readonly artifact: Artifact;
  /** Members of an archive or folder; absent for what is compared as one document or as bytes. */
  readonly members?: readonly ObservedMember[];
  /** Bytes of a member, or without one of the artifact; undefined where it is too large to be read as a whole. */
  read(member: string | undefined): Promise<Uint8Array | undefined>;
}

/** How two artifacts differ: member by member, field by field in documents, by offset in everything else. */
export async function compareArtifacts(
  before: ComparedSide,
  after: ComparedSide,
  mask: Masker,
): Promise<readonly Difference[]> {
  if (before.members === undefined || after.members === undefined) {
    return compareContents(before, after, undefined, mask);
  }
  const differences: Difference[] = [];
  const left = new Map(before.members.map((member) => [member.path, member]));
  const right = new Map(after.members.map((member) => [member.path, member]));
  for (const path of [...new Set([...left.keys(), ...right.keys()])].sort(compareCodePoints)) {
    if (differences.length > MOST_DIFFERENCES) break;
    const old = left.get(path);
    const now = right.get(path);
    const member = mask(path);
    if (old === undefined && now !== undefined) differences.push({ kind: 'added', member, after: describe(now) });
    else if (now === undefined && old !== undefined)
      differences.push({ kind: 'removed', member, before: describe(old) });
    else if (old?.type !== now?.type)
      differences.push({ kind: 'changed', member, before: old?.type ?? '', after: now?.type ?? '' });
    else if (old?.sha256 !== now?.sha256) {
      for (const difference of await compareContents(before, after, path, mask)) differences.push(difference);
    }
  }
  // Equal members in unequal containers: the difference is in the records around them.
  return differences.length === 0 ? compareContainers(before.artifact, after.artifact) : differences;
}

async function compareContents(
  before: ComparedSide,
  after: ComparedSide,
  path: string | undefined,
  mask: Masker,
): Promise<readonly Difference[]> {
  const member = path === undefined ? {} : { member: mask(path) };
  const [old, now] = [await before.read(path), await after.read(path)];
  if (old === undefined || now === undefined) {
    const offset = path === undefined ? compareContainers(before.artifact, after.artifact) : [];
    return offset.length > 0 || path === undefined ? offset : [{ kind: 'changed', ...member }];
  }
  const offset = firstDifference(bufferSource(old), bufferSource(now));
  if (offset === undefined) return [];
  const name = path ?? before.artifact.name;
  const [left, right] = [await parseDocument(name, old), await parseDocument(path ?? after.artifact.name, now)];
  const fields =
    left === undefined || right === undefined
      ? []
      : compareValues(left.value, right.value, MOST_DIFFERENCES).map(
          (field): Difference => ({
            kind: field.before === undefined ? 'added' : field.after === undefined ? 'removed' : 'changed',
            ...member,
            pointer: mask(field.pointer),
            ...(field.before === undefined ? {} : { before: showValue(field.before, field.pointer, mask) }),
            ...(field.after === undefined ? {} : { after: showValue(field.after, field.pointer, mask) }),
          }),
        );
  if (fields.length > 0) return fields;
  return [{ kind: 'changed', ...member, offset, before: `${old.length} bytes`, after: `${now.length} bytes` }];
}

function compareContainers(before: Artifact, after: Artifact): readonly Difference[] {
  if (before.kind === 'folder' || after.kind === 'folder') return [];
  const offset = firstDifference(before.source, after.source);
  if (offset === undefined) return [];
  const sizes = { before: `${before.source.size} bytes`, after: `${after.source.size} bytes` };
  return [{ kind: 'changed', offset, ...sizes }];
}

function describe({ type, size }: ObservedMember): string {
  return type === 'directory' ? 'directory' : `${size} bytes`;
}

async function parseDocument(name: string, bytes: Uint8Array): Promise<{ readonly value: JsonValue } | undefined> {
  const collector = new FindingCollector(HARDENED);
  if (/\.json$/iu.test(name)) return (await import('../document/json/index.ts')).parseStrictJson(bytes, collector);
  if (/\.ya?ml$/iu.test(name)) return (await import('../document/yaml/index.ts')).parseStrictYaml(bytes, collector);
  return undefined;
}
