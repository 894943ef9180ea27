import { createHash } from 'node:crypto';
import { compareCodePoints } from '../recipes/code-point-order.ts';
import { buildZip } from '../recipes/zip-builder.ts';
import { readFileInput } from '../suite/stage-input.ts';
import type { VectorExpectation } from '../suite/vector.ts';
import { drawWord, type Renew } from './renewal.ts';
import { readDirectory, withRaised, type ZipDirectory } from './zip-directory.ts';

/** The archive with one more member ahead of all others: its name and its content are fresh, and all else has moved. */
export const renewZip: Renew = (stored, draws) => {
  const bytes = readFileInput(stored);
  const directory = readDirectory(bytes);
  if (directory === undefined) return undefined;
  const path = `0${drawWord(draws, 6)}/${drawWord(draws, 3 + draws.below(9))}.txt`;
  const content = Buffer.from(`${drawWord(draws, 1 + draws.below(200))}\n`);
  const built = buildZip([{ name: path, data: content }]);
  const local = built.bytes.subarray(0, built.central);
  const central = built.bytes.subarray(built.central, built.end);
  const input = insert(bytes, directory, { local, central });
  const moved = (offset: number): number => offset + local.length + (offset < directory.start ? 0 : central.length);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const member = { path, type: 'file' as const, size: content.length, sha256 };
  return { input, expect: toExpectation(stored.vector.expect, member, moved) };
};

type Member = Extract<VectorExpectation, { valid: true }>['observation']['members'][number];

function toExpectation(
  expect: VectorExpectation,
  member: Member,
  moved: (offset: number) => number,
): VectorExpectation {
  if (!expect.valid) {
    const { offset } = expect.at;
    return { ...expect, at: { ...expect.at, ...(offset !== undefined && { offset: moved(offset) }) } };
  }
  const members = [...expect.observation.members, member].sort((a, b) => compareCodePoints(a.path, b.path));
  return { ...expect, observation: { ...expect.observation, members } };
}

function insert(
  bytes: Uint8Array,
  { start, end, records }: ZipDirectory,
  { local, central }: { readonly local: Uint8Array; readonly central: Uint8Array },
): Uint8Array {
  let changed = bytes;
  for (const record of records) {
    if (record.offset < start) continue;
    if (record.kind === 'central' && record.offset < end.offset) {
      changed = withRaised(changed, record, 'local offset', local.length);
    }
    if (record.kind === 'zip64 locator')
      changed = withRaised(changed, record, 'record offset', local.length + central.length);
    if (record.kind !== 'zip64 end' && record !== end) continue;
    for (const name of ['entries on disk', 'entries']) changed = withRaised(changed, record, name, 1);
    changed = withRaised(changed, record, 'central size', central.length);
    changed = withRaised(changed, record, 'central offset', local.length);
  }
  return Buffer.concat([local, changed.subarray(0, start), central, changed.subarray(start)]);
}
