import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let program: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interruption-test-'));
  program = join(folder, 'program.mjs');
  const bundle = join(folder, 'interruption.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'interruption.ts')],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  writeFileSync(
    program,
    `import { rmSync } from 'node:fs';
     import { hearSignals, onInterruption } from './interruption.mjs';
     const [path, mode] = process.argv.slice(2);
     if (mode === 'heard elsewhere') process.on('SIGTERM', () => {});
     onInterruption(() => { throw new Error('cannot'); });
     const release = onInterruption(() => rmSync(path));
     if (mode === 'released') release();
     process.stdout.write('ready');
     const until = Date.now() + (mode === 'heard elsewhere' ? 500 : 10_000);
     while (Date.now() < until) await hearSignals();`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function interrupt(signal: NodeJS.Signals, mode: string): Promise<{ ended: unknown; isLeft: boolean }> {
  const path = join(folder, 'stage');
  writeFileSync(path, '');
  const child = spawn(process.execPath, [program, path, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill(signal);
  const [code, by] = await once(child, 'close');
  return { ended: by ?? code, isLeft: existsSync(path) };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends the process, after the cleaning up', async (signal) => {
  expect(await interrupt(signal, 'plain')).toEqual({ ended: signal, isLeft: false });
});

test('nothing is cleaned up after it was released', async () => {
  expect(await interrupt('SIGTERM', 'released')).toEqual({ ended: 'SIGTERM', isLeft: true });
});

test('a signal that somebody else listens to is theirs', async () => {
  expect(await interrupt('SIGTERM', 'heard elsewhere')).toEqual({ ended: 0, isLeft: true });
});
