import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FolderPublication, publishFolder } from './publish-folder.ts';
import { type PublishSystem, realSystem } from './publish-system.ts';

let place: string;
let target: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'publish-folder-test-'));
  target = join(place, 'out');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function publication(changes: Partial<FolderPublication> = {}): FolderPublication {
  return {
    target,
    expected: 'an older one',
    isReplaceable: () => true,
    async fill(stage, scratch) {
      mkdirSync(join(stage, 'sub'));
      writeFileSync(join(stage, 'sub/file'), 'new');
      writeFileSync(join(scratch, 'left'), 'x');
      return true;
    },
    ...changes,
  };
}

function makeOld(): void {
  mkdirSync(target);
  writeFileSync(join(target, 'old'), 'old');
}

test('a folder appears with what was filled in, and nothing else beside it', async () => {
  target = join(place, 'a/b/out');
  expect(await publishFolder(publication())).toBe(true);
  expect(readFileSync(join(target, 'sub/file'), 'utf8')).toBe('new');
  expect(readdirSync(join(place, 'a/b'))).toEqual(['out']);
});

test('an empty folder and an older one are replaced as a whole', async () => {
  mkdirSync(target);
  expect(await publishFolder(publication())).toBe(true);
  rmSync(target, { recursive: true });
  makeOld();
  expect(await publishFolder(publication())).toBe(true);
  expect([readdirSync(target), readdirSync(place)]).toEqual([['sub'], ['out']]);
});

test('what is given up, or fails, leaves the older one, and no folder that was made for it', async () => {
  target = join(place, 'a/b/out');
  expect(await publishFolder(publication({ fill: async () => false }))).toBe(false);
  const failing = publication({ fill: () => Promise.reject(new Error('no')) });
  await expect(publishFolder(failing)).rejects.toThrow('no');
  expect(readdirSync(place)).toEqual([]);
  target = join(place, 'out');
  makeOld();
  await expect(publishFolder({ ...failing, target })).rejects.toThrow('no');
  expect([readdirSync(target), readdirSync(place)]).toEqual([['old'], ['out']]);
});

test('nothing but an empty folder and a replaceable one is replaced', async () => {
  makeOld();
  const refused = publishFolder(publication({ isReplaceable: () => false }));
  await expect(refused).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('nor an older one') });
  symlinkSync(target, join(place, 'link'));
  const linked = publishFolder(publication({ target: join(place, 'link') }));
  await expect(linked).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('a symbolic link') });
  const file = publishFolder(publication({ target: join(target, 'old') }));
  await expect(file).rejects.toMatchObject({ code: 'usage' });
  expect([readdirSync(target), readdirSync(place).sort()]).toEqual([['old'], ['link', 'out']]);
});

/** The real system, but the renames with these numbers (from 0) are refused. */
function refusingRenames(...refused: readonly number[]): PublishSystem {
  let renames = 0;
  return {
    ...realSystem,
    rename(from, to) {
      const number = renames;
      renames += 1;
      if (refused.includes(number)) throw Object.assign(new Error('refused'), { code: 'EXDEV' });
      realSystem.rename(from, to);
    },
  };
}

test('a rename that is refused leaves what stood there, and nothing beside it', async () => {
  const fresh = publishFolder(publication({ system: refusingRenames(0) }));
  await expect(fresh).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('EXDEV') });
  expect(readdirSync(place)).toEqual([]);
  makeOld();
  // The first moves the older one away, the second puts the newer one into its place.
  for (const refused of [0, 1]) {
    const failed = publishFolder(publication({ system: refusingRenames(refused) }));
    await expect(failed).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('EXDEV') });
    expect([readdirSync(target), readdirSync(place)]).toEqual([['old'], ['out']]);
  }
  expect(readFileSync(join(target, 'old'), 'utf8')).toBe('old');
});

test('an older folder that cannot even be moved back is kept, and the error says where', async () => {
  makeOld();
  const message = await publishFolder(publication({ system: refusingRenames(1, 2) })).then(() => '', String);
  const kept = /what stood there is in (?<path>\S+): EXDEV$/u.exec(message)?.groups?.path ?? '';
  expect(readFileSync(join(kept, 'old'), 'utf8')).toBe('old');
  expect(kept.startsWith(join(place, '.package-contracts-'))).toBe(true);
});
