import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildPack } from './build-pack.ts';
import { toFingerprintsText } from './fingerprints.ts';
import { MENU, makeProject, put, requestFor, snapshotOf } from './workspace.test-fixture.ts';

let project = '';
afterEach(() => rmSync(project, { recursive: true, force: true }));

function read(name: string): Buffer {
  return readFileSync(join(project, 'build', name));
}

describe('the cache', () => {
  const assets = [MENU, { id: 8, root: 'b' }, { id: 9, root: 'c', files: { 'a.raw': 'other' } }];

  test('lets a build that changes nothing write nothing', async () => {
    project = makeProject(assets);
    await buildPack(requestFor(project));
    const result = await buildPack(requestFor(project));
    expect(result).toMatchObject({
      applied: false,
      changes: [],
      build: { changed: false, cache: { hits: 3, misses: 0 } },
    });
    expect(result.build?.outputs.map(({ path }) => path)).toContain('build/assets.pa');
  });

  test('is not fooled by a change that keeps size and times', async () => {
    project = makeProject(assets);
    const file = join(project, 'assets/b/a.raw');
    const moment = new Date(1_000_000_000_000);
    utimesSync(file, moment, moment);
    await buildPack(requestFor(project));
    // What tells of the change in the file system is made to agree as well.
    writeFileSync(file, Buffer.from([4, 3, 2, 1]));
    utimesSync(file, moment, moment);
    agreeOnHints();
    expect((await buildPack(requestFor(project))).build).toMatchObject({ changed: true });
    expect(read('assets.pa').includes(Buffer.from([4, 3, 2, 1]))).toBe(true);
  });

  // Writes the present times into the cache, as if the file had never been touched.
  function agreeOnHints(): void {
    const path = join(project, 'assets/.prometeu/cache/fingerprints.json');
    const noted = JSON.parse(readFileSync(path, 'utf8'));
    const files = noted.files.map((file: { readonly path: string }) => {
      const { mtimeNs, ctimeNs } = statSync(join(project, file.path), { bigint: true });
      return { ...file, mtime: String(mtimeNs), ctime: String(ctimeNs) };
    });
    writeFileSync(path, toFingerprintsText({ ...noted, files }));
  }

  test.each([
    ['is empty', () => ''],
    ['is cut short', (text: string) => text.slice(0, text.length / 2)],
    ['has another digest', (text: string) => text.replace(/"digest":"./, '"digest":"z')],
    ['claims what is not so', (text: string) => text.replace(/"strong_hash":"...../g, '"strong_hash":"00000')],
    ['is of another packer', (text: string) => text.replace(/"packer":"/, '"packer":"9')],
  ])('counts as absent where it %s', async (_, damage) => {
    project = makeProject(assets);
    await buildPack(requestFor(project));
    const expected = snapshotOf(project);
    const path = join(project, 'assets/.prometeu/cache/fingerprints.json');
    const whole = readFileSync(path, 'utf8');
    writeFileSync(path, damage(whole));
    expect((await buildPack(requestFor(project))).build).toMatchObject({ cache: { hits: 0, misses: 3 } });
    expect(snapshotOf(project)).toEqual(expected);
    expect(JSON.parse(readFileSync(path, 'utf8')).outputs).toEqual(JSON.parse(whole).outputs);
  });

  test('does not keep an output that somebody has changed', async () => {
    project = makeProject(assets);
    await buildPack(requestFor(project));
    const expected = snapshotOf(project);
    for (const name of ['assets.pa', 'preload.json']) {
      put(project, `build/${name}`, Buffer.from(read(name).map((byte, index) => (index === 0 ? byte + 1 : byte))));
      expect((await buildPack(requestFor(project))).build?.changed).toBe(true);
      expect(snapshotOf(project)).toEqual(expected);
    }
  });
});
