import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processSession } from './process-session.ts';

const MEBIBYTE = 1024 * 1024;
const LIMITS = { timeoutMs: 120_000, memoryBytes: 1024 * MEBIBYTE };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-session-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what an adapter says while nothing is asked is not kept, and breaks the protocol', async () => {
  const description = { protocol: 'package-contracts-adapter/1', name: 'a', version: '1', contracts: {} };
  const code = `
    const { closeSync, openSync, readSync, writeSync } = require('node:fs');
    readSync(0, Buffer.alloc(1024));
    writeSync(1, ${JSON.stringify(`${JSON.stringify({ id: 1, result: description })}\n`)});
    const chunk = Buffer.alloc(${MEBIBYTE}, 'a');
    for (let written = 0; written < 512; written += 1) for (let at = 0; at < chunk.length; at += writeSync(1, chunk, at));
    closeSync(openSync('written', 'w'));
    setInterval(() => {}, 1000);
  `;
  const session = processSession({ file: process.execPath, args: ['-e', code], cwd: folder }, LIMITS)(folder);
  try {
    expect(await session.ask({ op: 'describe' })).toMatchObject({ kind: 'result' });
    const before = process.memoryUsage.rss();
    await expect.poll(() => existsSync(join(folder, 'written')), { timeout: 120_000 }).toBe(true);
    expect(process.memoryUsage.rss() - before).toBeLessThan(256 * MEBIBYTE);
    expect(await session.ask({ op: 'describe' })).toMatchObject({
      outcome: 'protocol',
      detail: 'standard output holds more than one answer',
    });
  } finally {
    session.kill();
  }
});
