import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRunning, thisOwner } from '../archive/process-owner.ts';
import { inWriteLane } from './write-lane.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lane-test-')), 'lane');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const ticket = (digit: string): string => digit.repeat(32);
const enter = <T>(digit: string, task: () => Promise<T>, patience = 0): Promise<T> =>
  inWriteLane({ folder, ticket: ticket(digit), patience }, task);
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('whoever is alone has the lane, and leaves nothing behind', async () => {
  expect(await enter('a', async () => readdirSync(folder).length)).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
  await expect(enter('b', () => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
  expect(readdirSync(folder)).toEqual([]);
});

test('who comes while it is taken waits, and is refused where that takes too long', async () => {
  const order: string[] = [];
  const slow = enter('a', async () => {
    order.push('first in');
    await pause(300);
    order.push('first out');
  });
  await pause(50);
  await expect(enter('b', async () => order.push('never'))).rejects.toMatchObject({ code: 'busy' });
  await Promise.all([slow, enter('c', async () => void order.push('second'), 5000)]);
  expect(order).toEqual(['first in', 'first out', 'second']);
});

test('one on another machine counts as running, and who is refused learns which file says so', async () => {
  mkdirSync(folder, { recursive: true });
  const name = `${ticket('0')}.77.1.elsewhere.lane`;
  writeFileSync(join(folder, name), '');
  await expect(enter('a', async () => 'never')).rejects.toThrow(
    `(process 77 on elsewhere; if it has ended, remove ${join(folder, name)})`,
  );
  rmSync(join(folder, name));
  expect(await enter('a', async () => 'in')).toBe('in');
});

test('of many that come at once each has its turn alone', async () => {
  let inside = 0;
  let most = 0;
  const turns = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b'].map((digit) =>
    enter(
      digit,
      async () => {
        inside += 1;
        most = Math.max(most, inside);
        await pause(5);
        inside -= 1;
      },
      30_000,
    ),
  );
  await Promise.all(turns);
  expect([inside, most]).toEqual([0, 1]);
});

test('what a process has left that was killed counts for nothing', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const host = hostname().replaceAll(/[^A-Za-z0-9-]/g, '-');
  const name = `${ticket('0')}.${child.pid}..${host}.lane`;
  mkdirSync(folder);
  writeFileSync(join(folder, name), '');
  await expect(enter('f', async () => 'in')).rejects.toMatchObject({ code: 'busy' });
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await enter('f', async () => 'in')).toBe('in');
  expect(readdirSync(folder)).toEqual([]);
});

test('a process of the same number that began at another moment is another one', () => {
  const own = thisOwner();
  expect(isRunning(own)).toBe(true);
  // Where the system does not say when a process began, its number is all that there is.
  expect(isRunning({ ...own, began: '1' })).toBe(own.began === '');
});

test('who is on another machine cannot be asked, and is waited for', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, `${ticket('0')}.1.5.elsewhere.lane`), '');
  await expect(enter('f', async () => 'in')).rejects.toMatchObject({
    code: 'busy',
    message: expect.stringContaining('elsewhere'),
  });
});
