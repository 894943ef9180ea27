import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const scratch = mkdtempSync(join(tmpdir(), 'python-adapter-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What the adapter answers to lines, each parsed, and how it ended. */
function converse(lines: readonly string[]): { answers: unknown[]; status: number | null } {
  const run = spawnSync('/usr/bin/python3', [join(import.meta.dirname, 'python')], {
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const answers: unknown[] = run.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { answers, status: run.status };
}

function toRequest(id: number, input: string): string {
  return JSON.stringify({ id, op: 'validate', contract: 'strict-json@1', profile: 'hardened', input });
}

it('the Python adapter answers each line in order, and a bad one does not end it', () => {
  const file = join(scratch, 'input');
  writeFileSync(file, '{"a":1}');
  const { answers, status } = converse([
    'no request',
    '[]',
    toRequest(3, file),
    toRequest(4, join(scratch, 'absent')),
    toRequest(5, scratch),
    JSON.stringify({ id: 6, op: 'validate' }),
    JSON.stringify({ id: 7, op: 'produce', contract: 'anpkg@1', input: scratch, output: join(scratch, 'out') }),
    JSON.stringify({ id: 8, op: 'validate', contract: 'other@1', profile: 'core', input: file }),
    '['.repeat(100_000),
    `"${'x'.repeat(9 * 1024 * 1024)}"`,
    JSON.stringify({ id: 11, op: 'shutdown' }),
    toRequest(12, file),
  ]);
  expect(status).toBe(0);
  expect(answers).toEqual([
    { id: 1, error: expect.any(String) },
    { id: 2, error: expect.any(String) },
    {
      id: 3,
      result: {
        valid: true,
        findings: [],
        observation: {
          members: [],
          // `printf '{"a":1}' | sha256sum`: the document is in the form of RFC 8785 already.
          documents: { '': '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862' },
          references: [],
        },
      },
    },
    { id: 4, error: expect.any(String) },
    {
      id: 5,
      result: { valid: false, findings: [expect.objectContaining({ rule: 'report/other-contract' })] },
    },
    { id: 6, error: expect.any(String) },
    { id: 7, unsupported: expect.any(String) },
    { id: 8, unsupported: expect.any(String) },
    { id: 9, error: expect.any(String) },
    { id: 10, error: expect.any(String) },
  ]);
});
