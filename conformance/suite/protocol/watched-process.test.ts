import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { groupMemory } from '../isolation/group-memory.ts';
import { withoutNetwork } from '../isolation/network-isolation.ts';
import { waitingTime } from '../isolation/waiting-time.ts';
import { type Program, WatchedProcess } from './watched-process.ts';

const LIMITS = { timeoutMs: 20_000, memoryBytes: 2 ** 30 };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched-process-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function script(code: string): Program {
  return { file: process.execPath, args: ['-e', code], cwd: folder };
}

/** Runs a script to its end and gives what it said. */
async function outputOf(program: Program): Promise<string> {
  const watched = new WatchedProcess(program, folder);
  const chunks: string[] = [];
  watched.child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
  await watched.ended;
  return chunks.join('');
}

describe('a watched process', () => {
  test('has an environment of PATH and two folders of its own', async () => {
    process.env.SUITE_SECRET = 'x';
    const environment = JSON.parse(await outputOf(script('console.log(JSON.stringify(process.env))')));
    delete process.env.SUITE_SECRET;
    expect(environment).toEqual({
      PATH: process.env.PATH,
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'tmp'),
      // Set by the C library of some systems.
      ...(environment.__CF_USER_TEXT_ENCODING === undefined ? {} : { __CF_USER_TEXT_ENCODING: expect.anything() }),
    });
  });

  test('is killed with what it started', async () => {
    const child = "require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])";
    const watched = new WatchedProcess(script(`console.log(${child}.pid); setInterval(() => {}, 1000)`), folder);
    const started = await new Promise<number>((resolve) => {
      watched.child.stdout.once('data', (chunk) => resolve(Number(String(chunk))));
    });
    expect(isRunning(started)).toBe(true);
    watched.kill();
    expect(await watched.ended).toEqual({ kind: 'signal', signal: 'SIGKILL' });
    await expect.poll(() => isRunning(started), { timeout: 60_000 }).toBe(false);
  });

  test('is not killed once it has ended: its number may be that of another group', async () => {
    const watched = new WatchedProcess(script(''), folder);
    await watched.ended;
    const kill = vi.spyOn(process, 'kill');
    watched.kill();
    expect(kill).not.toHaveBeenCalled();
    kill.mockRestore();
  });

  test('is out of time by the clock, but for what others had the processors', async () => {
    const watched = new WatchedProcess(script('console.log(); setInterval(() => {}, 1000)'), folder);
    await new Promise((resolve) => watched.child.stdout.once('data', resolve));
    // It sleeps, and who sleeps does not wait for a processor.
    // Timers know whole milliseconds alone, and may come early by a part of one; the time is over when it is.
    for (let round = 0; round < 50; round += 1) {
      const start = performance.now();
      expect(await new Promise((resolve) => watched.watch({ ...LIMITS, timeoutMs: 10.9 }, resolve))).toBe('timeout');
      expect(performance.now() - start).toBeGreaterThanOrEqual(10.9);
    }
    watched.kill();
    await watched.ended;
    expect(waitingTime(process.pid)).toBeGreaterThanOrEqual(0);
    expect(waitingTime(2 ** 30)).toBe(0);
  });

  test('takes memory, which is seen of its whole group', async () => {
    const inner = `'globalThis.kept = Buffer.alloc(200 * 1024 * 1024, 1); console.log(1); setInterval(() => {}, 1000)'`;
    const outer = `require('child_process').spawn(process.execPath, ['-e', ${inner}], { stdio: 'inherit' })`;
    const watched = new WatchedProcess(script(outer), folder);
    await new Promise((resolve) => watched.child.stdout.once('data', resolve));
    expect(await groupMemory(watched.child.pid ?? 0)).toBeGreaterThan(200 * 1024 * 1024);
    watched.kill();
    await watched.ended;
    await expect.poll(() => groupMemory(watched.child.pid ?? 0), { timeout: 60_000 }).toBe(0);
  });

  test('keeps the beginning and the end of its standard error, and no more', async () => {
    const said = `'the beginning' + 'a'.repeat(100000) + 'the end\\n'`;
    const watched = new WatchedProcess(script(`process.stderr.write(${said})`), folder);
    await watched.ended;
    expect(watched.errors).toMatch(/^the beginninga+\n\[…\]\na+the end$/u);
    expect(watched.errors.length).toBeLessThanOrEqual(4096 + 5);
  });

  test('keeps the whole of its standard error where that is short', async () => {
    const watched = new WatchedProcess(script(`process.stderr.write('a'.repeat(3000) + 'b\\n')`), folder);
    await watched.ended;
    expect(watched.errors).toBe(`${'a'.repeat(3000)}b`);
  });

  test.each([
    ['process.exit(3)', { kind: 'exit', code: 3 }],
    ["process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)", { kind: 'signal', signal: 'SIGTERM' }],
  ])('tells how it ended: %s', async (code, end) => {
    expect(await new WatchedProcess(script(code), folder).ended).toEqual(end);
  });

  test('tells that it could not be started', async () => {
    const program = { file: join(folder, 'nothing'), args: [], cwd: folder };
    expect(await new WatchedProcess(program, folder).ended).toEqual({ kind: 'unstartable', reason: 'ENOENT' });
  });

  test('is told of once when the time is over, and not where the watch has ended', async () => {
    const watched = new WatchedProcess(script('setInterval(() => {}, 1000)'), folder);
    const told: string[] = [];
    watched.watch({ ...LIMITS, timeoutMs: 20 }, (what) => told.push(what));
    watched.watch({ ...LIMITS, timeoutMs: 20 }, (what) => told.push(`not ${what}`))();
    await expect.poll(() => told, { timeout: 60_000 }).toEqual(['timeout']);
    watched.kill();
    await watched.ended;
  });
});

test('a program without a network has no interface that is up, where the system allows that', async () => {
  const code = "console.log(Object.keys(require('os').networkInterfaces()).length)";
  const { program, isolated } = withoutNetwork(script(code));
  const count = Number(await outputOf(program));
  expect(count).toBe(isolated ? 0 : Object.keys(networkInterfaces()).length);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
