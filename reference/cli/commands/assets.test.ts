import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { validators } from '../../generated/interfaces-validators.ts';
import { makeFolder, removeFolder, runIn } from '../cli-run.test-fixture.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder({
    'game/assets/sounds/blip/blip.raw': 'blipblip',
    'game/assets/sounds/menu/click.raw': 'click',
    'game/assets/sounds/menu/swoosh.raw': 'swoosh',
  });
});
afterEach(() => removeFolder(folder));

const assets = (...argv: string[]) => runIn(folder, ['assets', ...argv, '--project', 'game']);
const BLIP = [
  'sounds/blip',
  '--name',
  'sfx_blip',
  '--type',
  'sound_bank',
  '--asset-format',
  'SOUNDS/pcm_v1',
  '--input',
  'sources=blip.raw',
];
const MENU = [
  'sounds/menu',
  '--name',
  'sfx_menu',
  '--type',
  'sound_bank',
  '--asset-format',
  'SOUNDS/bank_v1',
  '--input',
  'samples=click.raw',
  '--input',
  'samples=swoosh.raw',
  '--artifact',
  'click=click.raw',
  '--artifact',
  'swoosh=swoosh.raw',
  '--metadata',
  '{"channels": 1}',
  '--decoded-size',
  '64',
  '--preload',
];

async function prepare(): Promise<void> {
  expect((await assets('init')).code).toBe(0);
  expect((await assets('register', ...BLIP)).code).toBe(0);
  expect((await assets('register', ...MENU)).code).toBe(0);
}

describe('from an empty project to a pack', () => {
  test('the pack that is built is valid, and a pack elsewhere is the same', async () => {
    await prepare();
    const { code, stdout } = await assets('build');
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, 'built: 2 assets, 1 preloaded, 0 unchanged']);
    const pack = readFileSync(join(folder, 'game/build/assets.pa'));
    const header = JSON.parse(pack.subarray(32, 32 + pack.readUInt32LE(8)).toString());
    expect(header.asset_table[1]).toMatchObject({ asset_id: 2, decoded_size: 64, metadata: { channels: 1 } });
    expect(pack.subarray(-19).toString()).toBe('blipblipclickswoosh');
    expect((await runIn(folder, ['validate', 'game/build/assets.pa', '--contract', 'assets-pa@1'])).code).toBe(0);
    expect((await runIn(folder, ['produce', 'assets-pa', 'game', '--out', 'other.pa'])).stdout).toContain('other.pa');
    expect(readFileSync(join(folder, 'other.pa'))).toEqual(pack);
    expect((await assets('build')).stdout).toContain('up to date: 2 assets, 1 preloaded, 2 unchanged');
  });

  test.each(['game/assets/sounds/blip/blip.raw', 'game/assets/new/other.pa', 'link/other.pa'])(
    'a pack never goes among the files that it is made from: %s',
    async (out) => {
      await prepare();
      symlinkSync('game/assets', join(folder, 'link'));
      const { code, stderr } = await runIn(folder, ['produce', 'assets-pa', 'game', '--out', out]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('the output lies in assets/ of the project')]);
      expect(readFileSync(join(folder, 'game/assets/sounds/blip/blip.raw'), 'utf8')).toBe('blipblip');
      expect(readdirSync(join(folder, 'game/assets')).sort()).toEqual(['.prometeu', 'sounds']);
    },
  );

  test('every operation answers in JSON by the schema, without a path of this machine', async () => {
    await prepare();
    const runs = [
      ['list'],
      ['show', '2'],
      ['doctor', '--workspace'],
      ['build', '--events'],
      ['build', '--full'],
      ['exclude', '1'],
      ['include', '1'],
      ['relocate', '1', 'moved'],
      ['relocate', '1', 'moved', '--apply'],
      ['remove', '2'],
      ['forget', '2', '--apply'],
      ['adopt', 'sounds/menu', '--exclude'],
      ['doctor', '--fix'],
    ];
    for (const argv of runs) {
      const { code, stdout, stderr } = await assets(...argv, '--format', 'json');
      expect([argv.join(' '), code, stderr]).toEqual([argv.join(' '), 0, '']);
      const validate = validators['interfaces/assets-result'];
      validate(JSON.parse(stdout));
      expect(validate.errors).toBeNull();
      expect(stdout).not.toContain(folder);
      expect(JSON.parse(stdout).events === undefined).toBe(!argv.includes('--events'));
    }
  });

  test('says in text what it lists, shows and would change', async () => {
    await prepare();
    expect((await assets('list')).stdout).toMatch(
      /^id {2}name +bank +size {2}root +state\n 1 {2}sfx_blip {2}SOUNDS +8 {2}sounds\/blip {2}included\n/u,
    );
    expect((await assets('show', '2')).stdout).toContain('metadata           {"channels":1,"samples":{"click":');
    const preview = await assets('remove', '1');
    expect(preview.stdout).toContain('a preview; --apply carries it out');
    expect(existsSync(join(folder, 'game/assets/sounds/blip/blip.raw'))).toBe(true);
  });
});

describe('what a shell completes', () => {
  test('a folder with a slash behind it is that folder', async () => {
    await assets('init');
    expect((await assets('register', 'sounds/blip/', ...BLIP.slice(1))).code).toBe(0);
    expect((await assets('relocate', '1', 'sounds/blop/', '--apply')).code).toBe(0);
    expect((await assets('list')).stdout).toContain('sounds/blop ');
  });

  test.each([
    ['assets/sounds/blip', 'remedy: Count the path from assets/: sounds/blip\n'],
    ['assets/sounds/blip/', 'remedy: Count the path from assets/: sounds/blip\n'],
    ['sounds/blip/blip.raw', 'remedy: Give a folder by its path from assets/, such as sounds/blip; the files of'],
    ['/sounds/blip', 'remedy: Give a folder by its path from assets/'],
  ])('%s as a root is answered with what to give instead', async (root, remedy) => {
    await assets('init');
    const { code, stderr } = await assets('register', root, ...BLIP.slice(1));
    expect([code, stderr]).toEqual([2, expect.stringContaining(remedy)]);
  });
});

test.each(['constructor', '__proto__', 'toString'])(
  'an input of the role %s is judged like any other',
  async (role) => {
    await assets('init');
    const { code, stdout, stderr } = await assets('register', ...BLIP, '--input', `${role}=blip.raw`);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('register is blocked');
  },
);

test('what went wrong is said in words that count', async () => {
  await assets('init');
  const { stdout } = await assets('register', 'sounds/blip', ...BLIP.slice(1), '--input', 'sources=absent.raw');
  expect(stdout.split('\n').at(-2)).toBe('register is blocked: 2 errors, 0 warnings; nothing was changed');
  const one = await runIn(folder, ['assets', 'list']);
  expect(one.stdout.split('\n').at(-2)).toBe('list is blocked: 1 error, 0 warnings');
});

describe('exit codes', () => {
  test('1 where a finding stands against it', async () => {
    await prepare();
    const { code, stdout } = await assets('register', 'sounds', ...BLIP.slice(1, -1), 'sources=blip/blip.raw');
    expect(code).toBe(1);
    expect(stdout).toContain('assets-pa/registry-nested-root');
    expect((await runIn(folder, ['assets', 'build'])).code).toBe(1);
  });

  test.each([
    ['an asset that there is not', ['show', '9']],
    [
      'an input without a role',
      ['register', 'sounds/blip', '--name', 'x', '--type', 'x', '--asset-format', 'SOUNDS/x', '--input', 'blip.raw'],
    ],
    ['no input', ['register', 'sounds/blip', '--name', 'x', '--type', 'x', '--asset-format', 'SOUNDS/x']],
    ['metadata that are no JSON', ['register', ...BLIP, '--metadata', '{']],
    ['a size that is none', ['register', ...BLIP, '--decoded-size', '-1']],
    ['a wait that is none', ['build', '--wait', 'long']],
    ['events that a text does not show', ['build', '--events']],
    ['an option that there is not', ['build', '--fulll']],
    ['a folder that is not there', ['build', '--project', 'absent']],
    ['a folder that a script left empty', ['build', '--project', '']],
  ])('2 for %s', async (_, argv) => {
    await assets('init');
    const given = argv.includes('--project') ? ['assets', ...argv] : ['assets', ...argv, '--project', 'game'];
    expect((await runIn(folder, given)).code).toBe(2);
  });
});
