import type { Artifact } from '../archive/artifact.ts';
import { type ByteSource, bufferSource } from '../archive/byte-source.ts';
import { type EnvelopeKind, envelopeOf } from '../archive/envelope.ts';
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
  /** Members of an archive or folder, sorted by code point; absent for what is compared as one document or as bytes. */
  readonly members?: Iterable<ObservedMember>;
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
    // A folder has no bytes: next to anything but members it is another thing altogether.
    const isOther = before.artifact.kind !== after.artifact.kind;
    return isOther ? [compareKinds(before, after)] : compareContents(before, after, undefined, mask);
  }
  const differences: Difference[] = [];
  for (const { path, old, now } of pairMembers(before.members, after.members)) {
    if (differences.length > MOST_DIFFERENCES) break;
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
  if (differences.length > 0) return differences;
  // Equal members in unequal containers: the difference is in what they are wrapped in, or in the records around them.
  return compareEnvelopes(before.artifact, after.artifact) ?? compareContainers(before.artifact, after.artifact);
}

interface MemberPair {
  readonly path: string;
  readonly old: ObservedMember | undefined;
  readonly now: ObservedMember | undefined;
}

/** The members of two sides by their path, in order. Both are walked once and at the same time: none is kept. */
function* pairMembers(before: Iterable<ObservedMember>, after: Iterable<ObservedMember>): Generator<MemberPair> {
  const [lefts, rights] = [before[Symbol.iterator](), after[Symbol.iterator]()];
  let [left, right] = [nextOf(lefts), nextOf(rights)];
  for (;;) {
    const path = firstPath(left, right);
    if (path === undefined) return;
    const [old, now] = [left?.path === path ? left : undefined, right?.path === path ? right : undefined];
    yield { path, old, now };
    if (old !== undefined) left = nextOf(lefts);
    if (now !== undefined) right = nextOf(rights);
  }
}

function nextOf(members: Iterator<ObservedMember>): ObservedMember | undefined {
  const next = members.next();
  return next.done === true ? undefined : next.value;
}

function firstPath(left: ObservedMember | undefined, right: ObservedMember | undefined): string | undefined {
  if (left === undefined || right === undefined) return (left ?? right)?.path;
  return compareCodePoints(left.path, right.path) <= 0 ? left.path : right.path;
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

/** Archives with the same members in unlike envelopes; undefined for anything else. */
function compareEnvelopes(before: Artifact, after: Artifact): readonly Difference[] | undefined {
  if (before.kind === 'folder' || after.kind === 'folder') return undefined;
  const [old, now] = [envelopeOf(before.source), envelopeOf(after.source)];
  if (old === now) return undefined;
  const describeEnvelope = (kind: EnvelopeKind, { size }: ByteSource): string =>
    `the same members in ${kind === 'none' ? 'no envelope' : kind}, ${size} bytes`;
  return [
    { kind: 'changed', before: describeEnvelope(old, before.source), after: describeEnvelope(now, after.source) },
  ];
}

function compareContainers(before: Artifact, after: Artifact): readonly Difference[] {
  if (before.kind === 'folder' || after.kind === 'folder') return [];
  const offset = firstDifference(before.source, after.source);
  if (offset === undefined) return [];
  const sizes = { before: `${before.source.size} bytes`, after: `${after.source.size} bytes` };
  return [{ kind: 'changed', offset, ...sizes }];
}

function compareKinds(before: ComparedSide, after: ComparedSide): Difference {
  return { kind: 'changed', before: describeArtifact(before), after: describeArtifact(after) };
}

function describeArtifact({ artifact }: ComparedSide): string {
  return artifact.kind === 'folder' ? 'folder' : `file of ${artifact.source.size} bytes`;
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
