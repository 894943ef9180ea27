import { appendFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildZip, type ZipMember } from '../../conformance/recipes/zip-builder.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { catalogue, type RuleId } from '../generated/catalogue.ts';
import type { Judgement } from '../report/judgement.ts';
import { CORE, HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { inFolder, minimalFiles, type PackageFiles, withChecksums } from './minimal-package.test-fixture.ts';
import { accepted, defects, warnings } from './package-cases.test-fixture.ts';
import {
  add,
  both,
  change,
  type Edit,
  edited,
  LIST,
  line,
  PROFILE,
  PROVENANCE,
  RUNTIME,
  remove,
  TOKEN,
  type Whole,
} from './package-edits.test-fixture.ts';
import { validateAnpkg } from './validate.ts';

/** Judges the package as a folder. */
async function judge(edit: Edit | Whole, selection: RuleSelection = HARDENED): Promise<Judgement> {
  return inFolder(edited(edit), (path) =>
    validateAnpkg({ kind: 'folder', name: 'x', path }, { selection, observe: true }),
  );
}

/** Judges an archive of the members. */
async function judgeZip(members: readonly ZipMember[], selection: RuleSelection = HARDENED): Promise<Judgement> {
  const source = bufferSource(buildZip(members).bytes);
  return validateAnpkg({ kind: 'bytes', name: 'x.anpkg', source }, { selection, observe: true });
}

function zipMembers(files: PackageFiles): ZipMember[] {
  return Object.entries(files).map(([name, data]) => ({ name, data }));
}

function rulesOf({ findings }: Judgement): RuleId[] {
  return findings.map(({ rule }) => rule);
}

function isValid(judgement: Judgement): boolean {
  return judgement.findings.every(({ rule }) => catalogue[rule].level === 'SHOULD');
}

describe('one defect', () => {
  test.each(defects)('%s: %s', async (rule, _, edit, published) => {
    const judgement = await judge(edit);
    const errors = rulesOf(judgement).filter((id) => catalogue[id].level === 'MUST');
    expect([...new Set(errors)]).toEqual([rule]);
    expect(isValid(await judge(edit, { profile: 'hardened', without: new Set([rule]) }))).toBe(true);
    expect(isValid(await judge(edit, CORE)) ? 'accepted' : 'refused').toBe(published);
    expect(await judgeZip(zipMembers(edited(edit)))).toEqual(judgement);
  });

  test('has every rule that a folder can break without a limit', () => {
    const covered = new Set(defects.map(([rule]) => rule));
    const others = Object.entries(catalogue).filter(
      ([id, { role, level, limit }]) =>
        id.startsWith('anpkg/') &&
        role === 'consumer' &&
        level === 'MUST' &&
        limit === undefined &&
        !covered.has(id as RuleId),
    );
    expect(others.map(([id]) => id)).toEqual([
      'anpkg/folder-special-file',
      'anpkg/folder-unsafe-name',
      'anpkg/replay-failed',
    ]);
  });
});

describe('a form that is not canonical', () => {
  test.each(warnings)('%s: %s', async (rule, _, edit) => {
    const judgement = await judge(edit);
    expect(new Set(rulesOf(judgement))).toEqual(new Set([rule]));
    expect(rulesOf(await judge(edit, CORE))).toEqual([]);
  });
});

test.each(accepted)('%s is accepted without a finding', async (_, edit) => {
  expect((await judge(edit)).findings).toEqual([]);
  expect((await judge(edit, CORE)).findings).toEqual([]);
  expect(await judgeZip(zipMembers(edited(edit)))).toEqual(await judge(edit));
});

test('an error of the container is judged alone, and nothing is observed', async () => {
  const files = { ...remove(PROVENANCE)(minimalFiles()), 'meta/a': TOKEN };
  const members = [...zipMembers(files), { name: 'meta/link', data: 'a', externalAttributes: 0o120777 * 0x10000 }];
  const judgement = await judgeZip(members);
  expect(rulesOf(judgement)).toEqual(['zip/symbolic-link', 'zip/other-attributes']);
  expect(judgement.observation).toBeUndefined();
});

test('of two members with one name the last one counts in core', async () => {
  const files = withChecksums(minimalFiles());
  const members = [{ name: 'providers/sim0.yaml', data: `token: ${TOKEN}\n` }, ...zipMembers(files)];
  expect(rulesOf(await judgeZip(members))).toEqual(['zip/duplicate-name']);
  const judgement = await judgeZip(members, CORE);
  expect(judgement.findings).toEqual([]);
  expect(judgement.observation).toEqual((await judge((same) => same)).observation);
});

test('a non-canonical archive is a package with warnings', async () => {
  const members = zipMembers(withChecksums(minimalFiles())).map((member) => ({ ...member, time: 1 }));
  expect([...new Set(rulesOf(await judgeZip(members)))]).toEqual(['zip/non-epoch-time']);
});

test('all findings are given at once, in the order of the phases and of the catalogue', async () => {
  const judgement = await judge({
    afterwards: both(
      remove(PROVENANCE),
      change(PROFILE, 'config: providers/', 'config: /providers/'),
      add('meta/extra', TOKEN),
    ),
  });
  expect(judgement.findings.map(({ rule, at }) => [rule, at.member])).toEqual([
    ['anpkg/missing-provenance', PROVENANCE],
    ['anpkg/listed-member-missing', PROVENANCE],
    ['anpkg/unlisted-member', 'meta/extra'],
    ['anpkg/checksum-mismatch', PROFILE],
    ['anpkg/path-absolute', PROFILE],
    ['anpkg/secret-by-shape', 'meta/extra'],
  ]);
});

test('a finding in a document has its pointer and place', async () => {
  const { findings } = await judge(change(RUNTIME, '- providers/sim0.yaml', '- ../x'));
  expect(findings[0]).toMatchObject({
    rule: 'anpkg/path-escapes-root',
    at: { member: RUNTIME, pointer: '/providers/0/args/1', line: 6, column: 5 },
    details: { label: 'providers[0].args(--config)' },
  });
});

test('a finding in the checksum list has its line', async () => {
  const { findings } = await judge(line('providers/sim0.yaml', (text) => ` ${text}`));
  expect(findings).toMatchObject([{ at: { member: LIST, line: 3, column: 1 } }]);
});

test('secrets are handed to the masker, and to nobody else', async () => {
  const judgement = await judge(
    both(
      add('providers/sim0.yaml', `token: geheim\nurl: http://u:passwort@h # ${TOKEN}\n`),
      change(RUNTIME, '  - --config', '  - --password\n  - vertraulich\n  - --config'),
    ),
  );
  const values = ['geheim', 'passwort', TOKEN, 'vertraulich'];
  expect([...judgement.secrets].sort()).toEqual([...values].sort());
  for (const value of values) expect(JSON.stringify(judgement.findings)).not.toContain(value);
});

test('the observation of the minimal package', async () => {
  const { observation } = await judge((files) => files);
  expect(observation?.members.map(({ path, size }) => [path, size])).toEqual(
    Object.entries(withChecksums(minimalFiles()))
      .map(([path, content]) => [path, content.length])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  // SHA-256 of the RFC 8785 form {"devices":[]}.
  expect(observation?.documents['providers/sim0.yaml']).toBe(
    'f7d5d95e2efc41c3038a634cd2d8fdef61c26847cee8819598ade0f2f62e26d2',
  );
  expect(Object.keys(observation?.documents ?? {})).toEqual([PROFILE, PROVENANCE, 'providers/sim0.yaml', RUNTIME]);
  expect(observation?.references).toEqual([
    { from: { member: PROFILE, pointer: '/providers/sim0/config' }, to: 'providers/sim0.yaml' },
    { from: { member: PROFILE, pointer: '/runtime_profiles/manual' }, to: RUNTIME },
    { from: { member: RUNTIME, pointer: '/providers/0/args/1' }, to: 'providers/sim0.yaml' },
  ]);
});

test('a runtime configuration without an ending of YAML is read, judged and observed', async () => {
  const edit = both(
    add('runtime/manual.conf', String(minimalFiles()[RUNTIME]).replace('../bin/provider-sim', '""')),
    change(PROFILE, 'manual: runtime/anolis-runtime.yaml', 'manual: runtime/manual.conf'),
  );
  const judgement = await judge(edit);
  expect(rulesOf(judgement)).toEqual(['anpkg/runtime-config-schema', 'anpkg/runtime-profile-path']);
  expect(Object.keys(judgement.observation?.documents ?? {})).toContain('runtime/manual.conf');
});

test('a folder deeper than the limit is refused in both profiles', async () => {
  const edit = add(`${'d/'.repeat(32)}f`, '');
  for (const selection of [HARDENED, CORE]) {
    expect((await judge(edit, selection)).findings).toMatchObject([
      { rule: 'anpkg/folder-too-large', details: { limit: 32, unit: 'segments' } },
    ]);
  }
});

test('a name with a line break is refused in a folder', async () => {
  expect(rulesOf(await judge(add('meta/a\nb', '')))).toEqual(['anpkg/folder-unsafe-name']);
});

test('a folder with a symbolic link is refused before anything else is judged', async () => {
  const files = withChecksums(remove(PROVENANCE)(minimalFiles()));
  const run = (selection: RuleSelection) =>
    inFolder(files, (path) => {
      symlinkSync('machine-profile.yaml', join(path, 'meta/link'));
      return validateAnpkg({ kind: 'folder', name: 'x', path }, { selection, observe: true });
    });
  expect(rulesOf(await run(HARDENED))).toEqual(['anpkg/folder-special-file']);
  expect(rulesOf(await run(CORE))).toEqual(['anpkg/missing-provenance']);
});

test.each([
  ['anpkg/yaml-total-too-large', '.yaml', `a: ${'x'.repeat(1_000_000)}\n`],
  ['anpkg/json-total-too-large', '.json', JSON.stringify('x'.repeat(1_000_000))],
] as const)('%s: eight megabytes are read, a ninth is not', async (rule, suffix, content) => {
  const carrying =
    (count: number): Edit =>
    (files) => ({
      ...files,
      ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`meta/x${index}${suffix}`, content])),
    });
  expect(rulesOf(await judge(carrying(8)))).toEqual([]);
  const judgement = await judge(carrying(9));
  expect(rulesOf(judgement)).toContain(rule);
  expect(isValid(await judge(carrying(9), { profile: 'hardened', without: new Set([rule]) }))).toBe(true);
});

test('a checksum list of more than 16 MiB is not read', async () => {
  const edit: Whole = { afterwards: (files) => files };
  const files = edit.afterwards(withChecksums(minimalFiles()));
  const judgement = await inFolder(files, (path) => {
    appendFileSync(join(path, LIST), '\n'.repeat(16_777_216));
    return validateAnpkg({ kind: 'folder', name: 'x', path }, { selection: CORE, observe: false });
  });
  expect(rulesOf(judgement)).toEqual(['anpkg/checksum-list-too-large']);
});
