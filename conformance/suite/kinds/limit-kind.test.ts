import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { processSession } from '../protocol/process-session.ts';
import { CaseFolder } from '../runner/case-folder.ts';
import type { LimitVector } from '../vector.ts';
import { LIMIT_KIND } from './limit-kind.ts';

const MEBIBYTE = 1024 * 1024;
/** Keeps 300 MiB from its first answer about a hardened input on, and takes a while for each of its answers. */
const KEEPING = `
  let kept;
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, op, profile } = JSON.parse(line);
    if (op === 'shutdown') process.exit();
    if (profile === 'hardened') kept ??= Buffer.alloc(300 * ${MEBIBYTE}, 1);
    const described = { protocol: 'package-contracts-adapter/1', name: 'a', version: '1', contracts: {} };
    const result = op === 'describe' ? described : { valid: true, findings: [] };
    setTimeout(() => process.stdout.write(JSON.stringify({ id, result }) + '\\n'), op === 'describe' ? 0 : 300);
  });`;

const VECTOR: LimitVector = {
  id: '0000',
  rev: 1,
  contract: 'strict-json@1',
  kind: 'limit',
  role: 'consumer',
  profile: 'core',
  cites: [],
  why: 'It is so.',
  input: { path: 'input', size: 2, segments: [{ text: '{}' }] },
  budget: { seconds: 20, mebibytes: 250 },
  expect: { valid: true, warnings: [] },
};

test('what a process has kept of other inputs does not count against a budget, and what it keeps of this one does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limit-kind-'));
  const program = { file: process.execPath, args: ['-e', KEEPING], cwd: folder };
  const session = processSession(program, { timeoutMs: 20_000, memoryBytes: 1024 * MEBIBYTE })(folder);
  const examine = (vector: LimitVector) =>
    LIMIT_KIND.examine({ vector, folder }, { session, folder: new CaseFolder(folder), level: 'location' });
  const other = { op: 'validate', contract: 'strict-json@1', profile: 'hardened', input: folder, options: {} } as const;
  try {
    expect(await session.ask(other)).toMatchObject({ kind: 'result' });
    expect(await examine(VECTOR)).toEqual({ outcome: 'pass' });
    expect(await examine({ ...VECTOR, profile: 'hardened' })).toMatchObject({ outcome: 'resource' });
  } finally {
    session.kill();
    rmSync(folder, { recursive: true });
  }
});
