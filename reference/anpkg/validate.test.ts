import { appendFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildZip, type ZipMember } from '../../conformance/recipes/zip-builder.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { catalogue, type RuleId } from '../generated/catalogue.ts';
import type { Judgement } from '../report/judgement.ts';
import { CORE, HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import {
  checksumLines,
  inFolder,
  minimalFiles,
  type PackageFiles,
  withChecksums,
} from './minimal-package.test-fixture.ts';
import { validateAnpkg } from './validate.ts';

const PROFILE = 'machine-profile.yaml';
const RUNTIME = 'runtime/anolis-runtime.yaml';
const PROVENANCE = 'meta/provenance.json';
const LIST = 'meta/checksums.sha256';

type Edit = (files: PackageFiles) => PackageFiles;

/** Replaces a piece of a text that must be there. */
function change(path: string, from: string, to: string): Edit {
  return (files) => {
    const text = String(files[path]);
    expect(text, path).toContain(from);
    return { ...files, [path]: text.replace(from, to) };
  };
}

function add(path: string, content: string | Uint8Array): Edit {
  return (files) => ({ ...files, [path]: content });
}

function remove(path: string): Edit {
  return (files) => Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}

function both(...edits: readonly Edit[]): Edit {
  return (files) => edits.reduce((edited, edit) => edit(edited), files);
}

/** An edit of the package as a whole, after its checksum list was written. */
interface Whole {
  readonly afterwards: Edit;
}

function edited(edit: Edit | Whole): PackageFiles {
  return 'afterwards' in edit ? edit.afterwards(withChecksums(minimalFiles())) : withChecksums(edit(minimalFiles()));
}

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

const line = (path: string, edit: (text: string) => string): Whole => ({
  afterwards: (files) => {
    const lines = checksumLines(files).map((text) => (text.endsWith(`  ${path}`) ? edit(text) : text));
    return { ...files, [LIST]: `${lines.join('\n')}\n` };
  },
});

const automation =
  (body: string): Edit =>
  (files) => ({
    ...files,
    [RUNTIME]: `${files[RUNTIME]}automation:\n${body}`,
  });

const withTree = (path: string): Edit =>
  both(
    add(path, '<root/>\n'),
    change(PROFILE, 'compatibility:', `behaviors:\n- ${path}\ncompatibility:`),
    automation(`  behavior_tree: ${path}\n`),
  );

const TOKEN = `ghp_${'0123456789abcdef'.repeat(3)}`;

/** One defect each: the edit, the rules that it breaks, and whether the published reader accepts the package. */
const defects: readonly [RuleId, string, Edit | Whole, 'accepted' | 'refused'][] = [
  // Section 2.
  ['anpkg/missing-machine-profile', 'no machine profile', remove(PROFILE), 'refused'],
  ['anpkg/missing-runtime-config', 'no runtime configuration', remove(RUNTIME), 'refused'],
  ['anpkg/missing-provenance', 'no provenance', remove(PROVENANCE), 'refused'],
  ['anpkg/missing-checksum-list', 'no checksum list', { afterwards: remove(LIST) }, 'refused'],
  [
    'anpkg/no-provider-config',
    'a provider configuration of another name',
    both(
      remove('providers/sim0.yaml'),
      add('providers/sim0.conf', 'devices: []\n'),
      change(PROFILE, 'providers/sim0.yaml', 'providers/sim0.conf'),
      change(RUNTIME, 'providers/sim0.yaml', 'providers/sim0.conf'),
    ),
    'refused',
  ],
  // Section 3.
  [
    'anpkg/checksum-list-encoding',
    'a list that is not UTF-8',
    {
      afterwards: (files) => ({ ...files, [LIST]: Buffer.concat([Buffer.from(String(files[LIST])), Buffer.of(0xff)]) }),
    },
    'refused',
  ],
  ['anpkg/checksum-line-break', 'CRLF', line(PROFILE, (text) => `${text}\r`), 'accepted'],
  ['anpkg/checksum-line-break', 'U+2028 for a line break', { afterwards: change(LIST, '\n', '\u2028') }, 'accepted'],
  ['anpkg/checksum-line-whitespace', 'a space at the end', line(PROFILE, (text) => `${text} `), 'accepted'],
  ['anpkg/checksum-line-whitespace', 'a no-break space before', line(PROFILE, (text) => `\u00a0${text}`), 'accepted'],
  ['anpkg/checksum-line-format', 'a comment', { afterwards: change(LIST, '\n', '\n# comment\n') }, 'refused'],
  [
    'anpkg/duplicate-checksum-entry',
    'one line twice',
    { afterwards: (files) => ({ ...files, [LIST]: `${checksumLines(files)[0]}\n${files[LIST]}` }) },
    'refused',
  ],
  [
    'anpkg/checksum-digest-format',
    'upper case',
    line(PROFILE, (text) => text.replace(/^\w+/, (hex) => hex.toUpperCase())),
    'refused',
  ],
  [
    'anpkg/self-checksum-entry',
    'the list itself',
    { afterwards: change(LIST, '\n', `\n${'0'.repeat(64)}  ${LIST}\n`) },
    'accepted',
  ],
  [
    'anpkg/listed-member-missing',
    'a line too many',
    { afterwards: change(LIST, '\n', `\n${'0'.repeat(64)}  meta/a\n`) },
    'refused',
  ],
  ['anpkg/unlisted-member', 'a file too many', { afterwards: add('meta/extra', '') }, 'refused'],
  ['anpkg/checksum-mismatch', 'another content', { afterwards: change('providers/sim0.yaml', '[]', '[ ]') }, 'refused'],
  // Section 4.
  ['anpkg/machine-profile-schema', 'an unknown key', change(PROFILE, 'machine_id', 'extra: 1\nmachine_id'), 'refused'],
  [
    'anpkg/runtime-config-schema',
    'a provider without a command',
    change(RUNTIME, '  command: ../bin/provider-sim\n', ''),
    'refused',
  ],
  [
    'anpkg/provenance-schema',
    'another format version',
    change(PROVENANCE, '"package_format_version": 1', '"package_format_version": 99'),
    'accepted',
  ],
  ['anpkg/provider-config-not-mapping', 'a list', add('providers/sim0.yaml', '- a\n'), 'accepted'],
  [
    'anpkg/duplicate-runtime-provider',
    'one provider twice',
    change(RUNTIME, '- id: sim0', '- id: sim0\n  command: x\n  args: [--config, providers/sim0.yaml]\n- id: sim0'),
    'accepted',
  ],
  [
    'anpkg/backoff-length',
    'two waits for three attempts',
    change(
      RUNTIME,
      '  args:',
      '  restart_policy: {enabled: true, max_attempts: 3, backoff_ms: [1, 2], timeout_ms: 1000}\n  args:',
    ),
    'accepted',
  ],
  [
    'anpkg/parameter-bounds',
    'min above max',
    automation('  parameters:\n  - {name: a, type: int64, default: 1, min: 2, max: 1}\n'),
    'accepted',
  ],
  [
    'anpkg/function-id-zero',
    'function 0 without a name',
    automation('  mode_transition_hooks:\n    after_transition:\n    - calls: [{device_handle: d, function_id: 0}]\n'),
    'accepted',
  ],
  [
    'anpkg/exported-at-invalid',
    'the 29th of February in 2025',
    change(PROVENANCE, '1970-01-01', '2025-02-29'),
    'accepted',
  ],
  [
    'anpkg/omitted-variant-present',
    'manual as omitted',
    change(PROVENANCE, '"omitted_variants": []', '"omitted_variants": [\n    "manual"\n  ]'),
    'accepted',
  ],
  // Section 5.
  ['anpkg/path-blank', 'a blank path', change(PROFILE, 'config: providers/sim0.yaml', 'config: "  "'), 'refused'],
  ['anpkg/path-absolute', 'an absolute path', change(PROFILE, 'config: providers/', 'config: /providers/'), 'refused'],
  ['anpkg/path-drive', 'a drive', change(PROFILE, 'config: providers/', 'config: c:/providers/'), 'refused'],
  [
    'anpkg/path-escapes-root',
    'a path that leaves the root',
    change(PROFILE, 'config: providers/', 'config: ../providers/'),
    'refused',
  ],
  [
    'anpkg/path-target-missing',
    'a file that is not there',
    change(PROFILE, 'config: providers/', 'config: provider/'),
    'refused',
  ],
  [
    'anpkg/path-target-missing',
    'a folder',
    change(PROFILE, 'config: providers/sim0.yaml', 'config: providers'),
    'refused',
  ],
  [
    'anpkg/path-target-missing',
    'a script that is a folder',
    change(PROFILE, 'compatibility:', 'validation:\n  check_http_script: meta\ncompatibility:'),
    'refused',
  ],
  [
    'anpkg/path-not-normalized',
    'a path with ..',
    change(PROFILE, 'config: providers/', 'config: meta/../providers/'),
    'accepted',
  ],
  ['anpkg/path-not-normalized', 'a path with .', change(RUNTIME, '- providers/', '- ./providers/'), 'accepted'],
  // Section 6.
  [
    'anpkg/provider-not-in-profile',
    'a provider that only the runtime has',
    (files) => ({
      ...files,
      [RUNTIME]: `${files[RUNTIME]}- {id: sim1, command: x, args: [--config, providers/sim0.yaml]}\n`,
    }),
    'refused',
  ],
  [
    'anpkg/provider-not-in-runtime',
    'a provider that only the profile has',
    both(
      change(PROFILE, 'compatibility:', '  sim1:\n    config: providers/sim1.yaml\ncompatibility:'),
      add('providers/sim1.yaml', '{}\n'),
    ),
    'refused',
  ],
  [
    'anpkg/missing-config-argument',
    'no args',
    change(RUNTIME, '  args:\n  - --config\n  - providers/sim0.yaml\n', ''),
    'refused',
  ],
  ['anpkg/missing-config-argument', '--config at the end', change(RUNTIME, '  - providers/sim0.yaml\n', ''), 'refused'],
  ['anpkg/missing-config-argument', '--config=', change(RUNTIME, '- --config\n  - p', '- --config=p'), 'refused'],
  [
    'anpkg/repeated-config-argument',
    '--config twice',
    change(RUNTIME, '- providers/sim0.yaml', '- providers/sim0.yaml\n  - --config=/etc/x'),
    'accepted',
  ],
  [
    'anpkg/config-outside-providers',
    '--config outside of providers/',
    both(add('meta/sim0.yaml', '{}\n'), change(RUNTIME, '- providers/sim0.yaml', '- meta/sim0.yaml')),
    'refused',
  ],
  [
    'anpkg/provider-config-conflict',
    'two configurations of one provider',
    both(add('providers/other.yaml', '{}\n'), change(RUNTIME, '- providers/sim0.yaml', '- providers/other.yaml')),
    'accepted',
  ],
  ['anpkg/behavior-outside-folder', 'a tree elsewhere', withTree('meta/tree.xml'), 'refused'],
  [
    'anpkg/conflicting-behavior-trees',
    'both keys',
    both(
      withTree('runtime/behaviors/a.xml'),
      change(RUNTIME, '  behavior_tree:', '  behavior_tree_path: b.xml\n  behavior_tree:'),
    ),
    'accepted',
  ],
  // Section 7.
  ['anpkg/secret-by-key', 'a token', automationFree('telemetry:\n  influxdb:\n    token: abc\n'), 'refused'],
  [
    'anpkg/secret-by-key',
    'a placeholder under a token',
    automationFree(`telemetry:\n  influxdb:\n    token: $\{T}\n`),
    'refused',
  ],
  ['anpkg/secret-by-key', 'a list under a token-like key', add('providers/sim0.yaml', 'apiTokens: [abc]\n'), 'refused'],
  ['anpkg/secret-by-key', 'a key with a dot', add('providers/sim0.yaml', 'x.TOKEN: abc\n'), 'refused'],
  ['anpkg/secret-by-key', 'JSON', add('meta/x.json', '{"a": [{"myToken": "abc"}]}'), 'refused'],
  ['anpkg/secret-by-shape', 'XML', add('meta/x.xml', `<a b="${TOKEN}"/>`), 'accepted'],
  ['anpkg/secret-by-shape', 'a comment', add('providers/sim0.yaml', `a: 1 # ${TOKEN}\n`), 'accepted'],
  ['anpkg/secret-by-shape', 'an escaped scalar', add('meta/x.json', `{"a": "\\u0067${TOKEN.slice(1)}"}`), 'accepted'],
  ['anpkg/secret-by-shape', 'an argument', change(RUNTIME, '  - --config', `  - ${TOKEN}\n  - --config`), 'accepted'],
  [
    'anpkg/secret-argument',
    'an option',
    change(RUNTIME, '  - --config', '  - --api-key\n  - abc\n  - --config'),
    'accepted',
  ],
  [
    'anpkg/secret-argument',
    'an option with =',
    change(RUNTIME, '  - --config', '  - --auth-token=abc\n  - --config'),
    'accepted',
  ],
];

function automationFree(body: string): Edit {
  return (files) => ({ ...files, [RUNTIME]: `${files[RUNTIME]}${body}` });
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

/** Forms that are not canonical: a warning each, and valid in both profiles. */
const warnings: readonly [RuleId, string, Edit | Whole][] = [
  ['anpkg/checksum-blank-line', 'a blank line', { afterwards: change(LIST, '\n', '\n \n') }],
  [
    'anpkg/checksum-final-line-break',
    'no final line break',
    { afterwards: (files) => ({ ...files, [LIST]: String(files[LIST]).slice(0, -1) }) },
  ],
  [
    'anpkg/checksum-order',
    'lines the other way round',
    { afterwards: (files) => ({ ...files, [LIST]: `${checksumLines(files).reverse().join('\n')}\n` }) },
  ],
  ['anpkg/provenance-not-canonical', 'another indentation', change(PROVENANCE, '  "exported_at"', '    "exported_at"')],
  [
    'anpkg/runtime-profile-path',
    'another variant',
    both(
      add('runtime/full.yaml', minimalFiles()[RUNTIME] ?? ''),
      change(PROFILE, 'providers:', '  full: runtime/full.yaml\nproviders:'),
    ),
  ],
  [
    'anpkg/provider-config-name',
    'another name',
    both(
      remove('providers/sim0.yaml'),
      add('providers/a.yml', '{}\n'),
      change(PROFILE, 'providers/sim0.yaml', 'providers/a.yml'),
      change(RUNTIME, 'providers/sim0.yaml', 'providers/a.yml'),
    ),
  ],
  [
    'anpkg/behavior-not-listed',
    'a tree that is not listed',
    both(withTree('runtime/behaviors/a.xml'), change(PROFILE, 'behaviors:\n- runtime/behaviors/a.xml\n', '')),
  ],
  ['anpkg/unreferenced-member', 'a configuration that nothing needs', add('providers/sim1.yaml', '{}\n')],
];

describe('a form that is not canonical', () => {
  test.each(warnings)('%s: %s', async (rule, _, edit) => {
    const judgement = await judge(edit);
    expect(new Set(rulesOf(judgement))).toEqual(new Set([rule]));
    expect(rulesOf(await judge(edit, CORE))).toEqual([]);
  });
});

/** Packages with no finding at all. */
const accepted: readonly [string, Edit | Whole][] = [
  ['the minimal package', (files) => files],
  ['a behavior tree', withTree('runtime/behaviors/a.xml')],
  ['a file that this contract does not know', add('notes.txt', 'hello')],
  [
    'a script that the package does not carry',
    change(PROFILE, 'compatibility:', 'validation:\n  check_http_script: tools/check.sh\ncompatibility:'),
  ],
  ['a token that is null', automationFree('telemetry:\n  influxdb: {token: ""}\n')],
  ['a blank token', automationFree('telemetry:\n  influxdb: {token: "  "}\n')],
  ['a number under a token-like key', add('providers/sim0.yaml', 'token_count: 5\n')],
  ['a mapping under a token-like key', add('providers/sim0.yaml', 'tokens: [{value: abc}]\n')],
  ['a key that ends after the dot', add('providers/sim0.yaml', 'token.value: abc\n')],
  ['a password', add('providers/sim0.yaml', 'password: abc\n')],
  ['a token in a file of another name', add('meta/x.YAML', 'token: abc\n')],
  ['a token-like element of XML', add('meta/x.xml', '<token>abc</token>')],
  ['an option that names a file', change(RUNTIME, '  - --config', '  - --token-file\n  - /run/token\n  - --config')],
  ['an option with a placeholder', change(RUNTIME, '  - --config', `  - --token=$\{TOKEN}\n  - --config`)],
  ['a command outside of the package', change(RUNTIME, '../bin/provider-sim', '../../x')],
  ['an automation that is switched off and has no tree', automation('  enabled: false\n')],
  [
    'as many waits as attempts',
    change(
      RUNTIME,
      '  args:',
      '  restart_policy: {enabled: true, max_attempts: 2, backoff_ms: [1, 2], timeout_ms: 1000}\n  args:',
    ),
  ],
  [
    'a policy that is switched off',
    change(RUNTIME, '  args:', '  restart_policy: {enabled: false, max_attempts: 2, backoff_ms: []}\n  args:'),
  ],
  ['equal bounds', automation('  parameters:\n  - {name: a, type: int64, default: 1, min: 1, max: 1}\n')],
  [
    'function 0 with a name',
    automation(
      '  mode_transition_hooks:\n    before_transition:\n    - calls: [{device_handle: d, function_id: 0, function_name: f}]\n',
    ),
  ],
  ['the 29th of February in 2024', change(PROVENANCE, '1970-01-01', '2024-02-29')],
];

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
