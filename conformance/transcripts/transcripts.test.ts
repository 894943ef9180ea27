import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validators } from '../../reference/generated/interfaces-validators.ts';
import { TOOL } from '../../reference/generated/tool.ts';
import type { AdapterSession } from '../suite/protocol/adapter-session.ts';
import { processSession } from '../suite/protocol/process-session.ts';

const ROOT = join(import.meta.dirname, '../..');
const LIMITS = { timeoutMs: 120_000, memoryBytes: 2 ** 30 };
let scratch = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'transcript-'));
  writeFileSync(join(scratch, 'good'), '{"a": [1, 2.5, "ü"]}\n');
  writeFileSync(join(scratch, 'twice'), '{"a": 1,\n "a": 2}\n');
  writeFileSync(join(scratch, 'cut'), '{"a": ');
  mkdirSync(join(scratch, 'project'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Holds a whole conversation and gives what was said; paths and the program's version have names instead. */
async function transcribe(args: readonly string[], talk: (session: AdapterSession) => Promise<void>): Promise<string> {
  const lines: string[] = [];
  const program = { file: process.execPath, args, cwd: ROOT };
  const session = processSession(program, LIMITS, (what, text) => lines.push(`${what} ${text}\n`))(scratch);
  await talk(session);
  await session.close();
  return lines.join('').replaceAll(scratch, '/scratch').replaceAll(`"version":"${TOOL.version}"`, '"version":"0.0.0"');
}

function golden(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

const judge = (session: AdapterSession, input: string, profile: 'core' | 'hardened' = 'hardened'): Promise<unknown> =>
  session.ask({ op: 'validate', contract: 'strict-json@1', profile, input: join(scratch, input), options: {} });

describe('the conversation', () => {
  test('with the reference goes as it is written down', async () => {
    const said = await transcribe(['--import', 'tsx', 'conformance/adapters/reference/main.ts'], async (session) => {
      await session.ask({ op: 'describe' });
      await judge(session, 'good');
      await judge(session, 'twice');
      await judge(session, 'twice', 'core');
      const [input, output] = [join(scratch, 'project'), join(scratch, 'product')];
      await session.ask({ op: 'produce', contract: 'anpkg@1', input, output, options: { sourceProject: 'demo' } });
      await session.ask({ op: 'produce', contract: 'strict-zip@1', input, output, options: {} });
      const now = '2026-07-01T00:00:00Z';
      await session.ask({ op: 'resolve', contract: 'anpkg@1', input, identity: {}, now, options: {} });
      await judge(session, 'absent');
    });
    expect(said).toBe(golden('reference.txt'));
  });

  test('begins anew where the adapter crashes', async () => {
    const said = await transcribe(['conformance/zoo/degenerate/programs/crash-on-invalid.mjs'], async (session) => {
      await judge(session, 'good');
      await judge(session, 'cut');
      await judge(session, 'good');
    });
    expect(said).toBe(golden('crash.txt'));
  });
});

test.each(['reference.txt', 'crash.txt'])('every line of %s is of its schema', (name) => {
  const wrong = golden(name)
    .split('\n')
    .filter((line) => {
      const text = line.slice(2);
      if (line.startsWith('→')) return !validators['interfaces/adapter-request'](JSON.parse(text));
      if (line.startsWith('←')) return !validators['interfaces/adapter-response'](JSON.parse(text));
      return line !== '' && !line.startsWith('× ');
    });
  expect(wrong).toEqual([]);
});
