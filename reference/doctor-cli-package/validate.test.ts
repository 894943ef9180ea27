import { appendFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bufferSource } from '../archive/byte-source.ts';
import { catalogue, type RuleId } from '../generated/catalogue.ts';
import type { Judgement } from '../report/judgement.ts';
import { CORE, HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { type Changes, exampleDocument, inPackage, type PackageEdit, PROGRAM } from './sample-package.test-fixture.ts';
import { validateDoctorCliPackage } from './validate.ts';

async function judge(edit: PackageEdit, selection: RuleSelection = HARDENED): Promise<Judgement> {
  return inPackage(edit, (path) =>
    validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection, observe: true }),
  );
}

async function judgeText(text: string, selection: RuleSelection = HARDENED): Promise<Judgement> {
  const source = bufferSource(Buffer.from(text));
  return validateDoctorCliPackage({ kind: 'bytes', name: 'x.json', source }, { selection, observe: true });
}

function rulesOf({ findings }: Judgement): RuleId[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

function without(rule: RuleId): RuleSelection {
  return { profile: 'hardened', without: new Set([rule]) };
}

const OTHER_PROGRAM = '#!/bin/sh\nexit 1\n';
const ZEROES = '0'.repeat(64);
const MANIFEST = 'release-manifest.json';

/** The first 64 bytes of an ELF executable: class, byte order, system, type, machine. */
function elf({ bits = 2, order = 1, system = 0, type = 2, machine = 62 } = {}): Uint8Array {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.set([bits, order, 1, system], 4);
  if (order === 1) {
    header.writeUInt16LE(type, 16);
    header.writeUInt16LE(machine, 18);
  } else {
    header.writeUInt16BE(type, 16);
    header.writeUInt16BE(machine, 18);
  }
  return header;
}

/** The header of a Mach-O file of 64 bits. */
function mach(processor: number, type = 2): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt32LE(0xfeedfacf, 0);
  header.writeUInt32LE(processor, 4);
  header.writeUInt32LE(type, 12);
  return header;
}

/** A Mach-O file with a slice for each processor. */
function fat(processors: readonly number[], shift = 0): Buffer {
  const start = 8 + processors.length * 20;
  const table = Buffer.alloc(start);
  table.writeUInt32BE(0xcafebabe, 0);
  table.writeUInt32BE(processors.length, 4);
  for (const [index, processor] of processors.entries()) {
    table.writeUInt32BE(processor, 8 + index * 20);
    table.writeUInt32BE(start + index * 32 + shift, 8 + index * 20 + 8);
    table.writeUInt32BE(32, 8 + index * 20 + 12);
  }
  return Buffer.concat([table, ...processors.map((processor) => mach(processor))]);
}

const X86_64 = 0x01000007;
const ARM64 = 0x0100000c;

/** Rule, what is wrong, the edit that makes it so, where it is found, and whether `core` minds. */
const folderDefects: readonly (readonly [RuleId, string, PackageEdit, object, 'core' | 'hardened'])[] = [
  [
    'doctor-cli-package/missing-release-manifest',
    'no manifest',
    { files: { [MANIFEST]: undefined } },
    { member: MANIFEST },
    'core',
  ],
  [
    'doctor-cli-package/binary-size-mismatch',
    'another size is stated',
    { manifest: { '/packaged_binary/size_bytes': 18, '/source_binary/size_bytes': 18 } },
    { member: 'bin/doctor_demo' },
    'hardened',
  ],
  [
    'doctor-cli-package/binary-digest-mismatch',
    'another program of the same size',
    { files: { 'bin/doctor_demo': OTHER_PROGRAM } },
    { member: 'bin/doctor_demo' },
    'hardened',
  ],
  [
    'doctor-cli-package/template-size-mismatch',
    'another size is stated',
    { manifest: { '/config_templates/1/size_bytes': 1 } },
    { member: 'config/doctor_demo.local.json' },
    'hardened',
  ],
  [
    'doctor-cli-package/template-digest-mismatch',
    'another digest is stated',
    { manifest: { '/config_templates/0/sha256': ZEROES } },
    { member: 'config/doctor_demo.ci.json' },
    'hardened',
  ],
  [
    'doctor-cli-package/unlisted-file',
    'one file more',
    { files: { 'bin/helper': PROGRAM } },
    { member: 'bin/helper' },
    'hardened',
  ],
  [
    'doctor-cli-package/release-manifest-schema',
    'an unknown member',
    { manifest: { '/signature': 'x' } },
    { member: MANIFEST, pointer: '/signature' },
    'core',
  ],
  [
    'doctor-cli-package/release-manifest-schema',
    'a later version',
    { manifest: { '/schema_version': 'doctor-cli-release-manifest-v2' } },
    { member: MANIFEST, pointer: '/schema_version' },
    'core',
  ],
  [
    'doctor-cli-package/config-template-schema',
    'an unsupported output format',
    { ci: { '/output_format': 'yaml' } },
    { member: 'config/doctor_demo.ci.json', pointer: '/output_format' },
    'core',
  ],
  [
    'doctor-cli-package/invalid-version',
    'a leading zero',
    { manifest: { '/package_version': '1.04.0' } },
    { member: MANIFEST, pointer: '/package_version' },
    'hardened',
  ],
  [
    'doctor-cli-package/platform-order',
    'unsorted platforms',
    { manifest: { '/supported_platforms': ['linux-x86_64', 'linux-aarch64'] } },
    { member: MANIFEST, pointer: '/supported_platforms/1' },
    'core',
  ],
  [
    'doctor-cli-package/platform-order',
    'a platform twice',
    { manifest: { '/supported_platforms': ['linux-x86_64', 'linux-x86_64'] } },
    { member: MANIFEST, pointer: '/supported_platforms/1' },
    'core',
  ],
  [
    'doctor-cli-package/upgrade-path-order',
    'promotion comes second',
    { manifest: { '/upgrade_path/1/step': 'promote' } },
    { member: MANIFEST, pointer: '/upgrade_path/1/step' },
    'core',
  ],
  [
    'doctor-cli-package/profile-settings',
    'colours in a pipeline',
    { ci: { '/color': 'always' } },
    { member: 'config/doctor_demo.ci.json', pointer: '/color' },
    'hardened',
  ],
  [
    'doctor-cli-package/path-not-confined',
    'a path that leads out',
    {
      manifest: { '/packaged_binary/path': '../doctor_demo' },
      files: { 'bin/doctor_demo': undefined },
    },
    { member: MANIFEST, pointer: '/packaged_binary/path' },
    'hardened',
  ],
  [
    'doctor-cli-package/path-target-missing',
    'no template',
    { files: { 'config/doctor_demo.local.json': undefined } },
    { member: MANIFEST, pointer: '/config_templates/1/path' },
    'hardened',
  ],
  [
    'doctor-cli-package/binary-path',
    'a program elsewhere',
    {
      manifest: { '/packaged_binary/path': 'bin/demo' },
      files: { 'bin/doctor_demo': undefined, 'bin/demo': PROGRAM },
    },
    { member: MANIFEST, pointer: '/packaged_binary/path' },
    'hardened',
  ],
  [
    'doctor-cli-package/installed-binary-path',
    'installed elsewhere',
    { manifest: { '/install_smoke/installed_binary': 'install-smoke/doctor_demo' } },
    { member: MANIFEST, pointer: '/install_smoke/installed_binary' },
    'hardened',
  ],
  [
    'doctor-cli-package/default-template-missing',
    'no template of the default profile',
    { manifest: { '/config_templates/0': undefined }, files: { 'config/doctor_demo.ci.json': undefined } },
    { member: MANIFEST, pointer: '/default_profile' },
    'hardened',
  ],
  [
    'doctor-cli-package/other-template-missing',
    'one template only',
    { manifest: { '/config_templates/1': undefined }, files: { 'config/doctor_demo.local.json': undefined } },
    { member: MANIFEST, pointer: '/config_templates' },
    'core',
  ],
  [
    'doctor-cli-package/template-profile-mismatch',
    'a template for the other profile',
    { ci: { '/profile': 'local', '/output_format': 'text', '/color': 'auto', '/strict_mode': false } },
    { member: 'config/doctor_demo.ci.json', pointer: '/profile' },
    'core',
  ],
  [
    'doctor-cli-package/template-binary-mismatch',
    "another program's template",
    { ci: { '/binary_name': 'doctor_other' } },
    { member: 'config/doctor_demo.ci.json', pointer: '/binary_name' },
    'hardened',
  ],
  [
    'doctor-cli-package/command-preview-mismatch',
    'another format in the command line',
    {
      manifest: {
        '/config_templates/0/command_preview': 'bin/doctor_demo --format text --color never doctor report-contract',
      },
    },
    { member: MANIFEST, pointer: '/config_templates/0/command_preview' },
    'core',
  ],
  [
    'doctor-cli-package/cargo-wrapper-mismatch',
    'another wrapper than that of the template',
    { manifest: { '/compatibility/cargo_wrapper': 'other exec --' } },
    { member: MANIFEST, pointer: '/compatibility/cargo_wrapper' },
    'hardened',
  ],
  [
    'doctor-cli-package/source-binary-mismatch',
    'another source',
    { manifest: { '/source_binary/sha256': ZEROES } },
    { member: MANIFEST, pointer: '/source_binary/sha256' },
    'core',
  ],
  [
    'doctor-cli-package/not-executable',
    'a program for readers only',
    { mode: 0o644 },
    { member: 'bin/doctor_demo' },
    'hardened',
  ],
  [
    'doctor-cli-package/unknown-binary-format',
    'a Windows executable',
    { program: 'MZ\0\0'.padEnd(64, '\0') },
    { member: 'bin/doctor_demo' },
    'hardened',
  ],
  [
    'doctor-cli-package/unknown-binary-format',
    'a text without a first line for the system',
    { program: 'echo\n' },
    { member: 'bin/doctor_demo' },
    'hardened',
  ],
  [
    'doctor-cli-package/unrouted-cargo-command',
    'cargo by itself',
    { manifest: { '/upgrade_path/0/command': '/usr/bin/cargo build' } },
    { member: MANIFEST, pointer: '/upgrade_path/0/command' },
    'core',
  ],
  [
    'doctor-cli-package/unrouted-cargo-command',
    'cargo through another wrapper than that of the template',
    { manifest: { '/upgrade_path/0/command': 'other exec -- cargo build' } },
    { member: MANIFEST, pointer: '/upgrade_path/0/command' },
    'core',
  ],
];

const LOG_END = '/structured_logs/5';

/** Rule, which example, the changes that break it, the pointer, and whether `core` minds. */
const documentDefects: readonly (readonly [RuleId, string, Changes, string, 'core' | 'hardened'])[] = [
  [
    'doctor-cli-package/unknown-schema-version',
    'core-report',
    { '/schema_version': 'doctor-core-report-v2' },
    '/schema_version',
    'core',
  ],
  ['doctor-cli-package/unknown-schema-version', 'core-report', { '/schema_version': undefined }, '', 'core'],
  [
    'doctor-cli-package/payload-schema',
    'package-payload',
    { '/packaged_binary_size_bytes': 0 },
    '/packaged_binary_size_bytes',
    'core',
  ],
  [
    'doctor-cli-package/payload-schema',
    'package-payload',
    { '/install_smoke/startup_status': 'failed' },
    '/install_smoke/startup_status',
    'core',
  ],
  ['doctor-cli-package/config-template-schema', 'config-template', { '/profile': 'staging' }, '/profile', 'core'],
  ['doctor-cli-package/core-report-schema', 'core-report', { '/program': 1 }, '/program', 'core'],
  ['doctor-cli-package/error-schema', 'error', { '/remediation': undefined }, '', 'hardened'],
  ['doctor-cli-package/error-schema', 'error', { '/rule': undefined }, '', 'hardened'],
  [
    'doctor-cli-package/invalid-version',
    'package-payload',
    { '/package_version': '1.0.0-' },
    '/package_version',
    'hardened',
  ],
  [
    'doctor-cli-package/template-order',
    'package-payload',
    {
      '/config_templates/0/profile': 'local',
      '/config_templates/0/path': 'config/doctor_demo.local.json',
      '/config_templates/1/profile': 'ci',
      '/config_templates/1/path': 'config/doctor_demo.ci.json',
    },
    '/config_templates/1/profile',
    'core',
  ],
  [
    'doctor-cli-package/profile-settings',
    'config-template.local',
    { '/strict_mode': true },
    '/strict_mode',
    'hardened',
  ],
  ['doctor-cli-package/log-sequence', 'package-payload', { [`${LOG_END}/sequence`]: 7 }, `${LOG_END}/sequence`, 'core'],
  ['doctor-cli-package/log-events', 'package-payload', { [LOG_END]: undefined }, '/structured_logs', 'core'],
  [
    'doctor-cli-package/log-events',
    'package-payload',
    { '/install_smoke': undefined },
    '/structured_logs/3/event',
    'core',
  ],
  [
    'doctor-cli-package/path-not-confined',
    'package-payload',
    { '/packaged_binary': 'bin//doctor_demo' },
    '/packaged_binary',
    'hardened',
  ],
  [
    'doctor-cli-package/binary-path',
    'package-payload',
    { '/packaged_binary': 'doctor_demo' },
    '/packaged_binary',
    'hardened',
  ],
  [
    'doctor-cli-package/template-path',
    'package-payload',
    { '/config_templates/0/path': 'config/ci.json' },
    '/config_templates/0/path',
    'core',
  ],
  [
    'doctor-cli-package/installed-binary-path',
    'package-payload',
    { '/install_smoke/installed_binary': 'bin/doctor_demo' },
    '/install_smoke/installed_binary',
    'hardened',
  ],
  [
    'doctor-cli-package/default-template-missing',
    'package-payload.minimal',
    {
      '/config_templates/1': undefined,
      '/structured_logs/2': undefined,
      '/structured_logs/2/sequence': 3,
      '/structured_logs/3/sequence': 4,
    },
    '/default_profile',
    'hardened',
  ],
  [
    'doctor-cli-package/source-binary-mismatch',
    'package-payload',
    { '/source_binary/sha256': ZEROES },
    '/source_binary/sha256',
    'core',
  ],
  [
    'doctor-cli-package/cargo-wrapper-mismatch',
    'release-manifest.minimal',
    { '/compatibility/cargo_wrapper': 'rch' },
    '/compatibility/cargo_wrapper',
    'hardened',
  ],
  [
    'doctor-cli-package/unrouted-cargo-command',
    'release-manifest',
    { '/upgrade_path/0/command': 'other exec -- cargo build' },
    '/upgrade_path/0/command',
    'core',
  ],
  [
    'doctor-cli-package/unrouted-cargo-command',
    'package-payload',
    { '/rerun_commands/1': 'cargo run' },
    '/rerun_commands/1',
    'core',
  ],
];

describe('one defect of a package', () => {
  test.each(folderDefects)('%s: %s', async (rule, _, edit, at, profile) => {
    const judgement = await judge(edit);
    expect(rulesOf(judgement)).toEqual([rule]);
    expect(judgement.findings[0]?.at).toMatchObject(at);
    expect(rulesOf(await judge(edit, without(rule)))).toEqual([]);
    expect(rulesOf(await judge(edit, CORE))).toEqual(profile === 'core' ? [rule] : []);
  });
});

describe('one defect of a document', () => {
  test.each(documentDefects)('%s in %s', async (rule, example, changes, pointer, profile) => {
    const text = exampleDocument(example, changes);
    const judgement = await judgeText(text);
    expect(rulesOf(judgement)).toEqual([rule]);
    expect(judgement.findings[0]?.at.pointer).toBe(pointer);
    expect(judgement.findings[0]?.at.line).toBeGreaterThan(0);
    expect(rulesOf(await judgeText(text, without(rule)))).toEqual([]);
    expect(rulesOf(await judgeText(text, CORE))).toEqual(profile === 'core' ? [rule] : []);
  });
});

test('every rule of consumers but those of the container is broken by a case', () => {
  const broken = new Set<string>([...folderDefects, ...documentDefects].map(([rule]) => rule));
  const rules = Object.entries(catalogue).filter(
    ([, { contract, role, phase }]) =>
      contract === 'doctor-cli-package@1' && role === 'consumer' && phase !== 'container',
  );
  expect(rules.map(([id]) => id).filter((id) => !broken.has(id))).toEqual(['doctor-cli-package/platform-mismatch']);
});

test('the sample is valid, and what is understood of it is observed', async () => {
  const { findings, observation } = await judge({});
  expect(findings).toEqual([]);
  expect(observation?.members.map(({ path }) => path)).toEqual([
    'bin/doctor_demo',
    'config/doctor_demo.ci.json',
    'config/doctor_demo.local.json',
    MANIFEST,
  ]);
  expect(Object.keys(observation?.documents ?? {})).toEqual([
    'config/doctor_demo.ci.json',
    'config/doctor_demo.local.json',
    MANIFEST,
  ]);
  expect(observation?.references).toEqual([
    { from: { member: MANIFEST, pointer: '/config_templates/0/path' }, to: 'config/doctor_demo.ci.json' },
    { from: { member: MANIFEST, pointer: '/config_templates/1/path' }, to: 'config/doctor_demo.local.json' },
    { from: { member: MANIFEST, pointer: '/packaged_binary/path' }, to: 'bin/doctor_demo' },
  ]);
});

describe('the platforms that a program fits', () => {
  const ALL = ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64'];
  test.each([
    ['a script', '#!/usr/bin/env node\n', ALL],
    ['ELF for x86-64', elf(), ['linux-x86_64']],
    ['ELF for x86-64, for Linux, as a shared object', elf({ system: 3, type: 3 }), ['linux-x86_64']],
    ['ELF for AArch64', elf({ machine: 183 }), ['linux-aarch64']],
    ['ELF for x86-64 with addresses of 32 bits', elf({ bits: 1 }), []],
    ['ELF for AArch64, big-endian', elf({ order: 2, machine: 183 }), []],
    ['ELF for FreeBSD', elf({ system: 9 }), []],
    ['ELF that is an object file', elf({ type: 1 }), []],
    ['ELF for RISC-V', elf({ machine: 243 }), []],
    ['ELF that ends early', elf().subarray(0, 18), []],
    ['Mach-O for x86-64', mach(X86_64), ['macos-x86_64']],
    ['Mach-O for ARM', mach(ARM64), ['macos-aarch64']],
    ['Mach-O that is a library', mach(ARM64, 6), []],
    ['Mach-O for both', fat([X86_64, ARM64]), ['macos-aarch64', 'macos-x86_64']],
    ['Mach-O whose slice ends behind the file', fat([ARM64], 1), []],
  ])('%s', async (_, program, expected) => {
    const claims = (platforms: readonly string[]): PackageEdit => ({
      program,
      manifest: { '/supported_platforms': platforms },
    });
    const judgement = await judge(claims(ALL));
    const refused = judgement.findings.map(({ at }) => at.pointer);
    const unfit = ALL.flatMap((platform, index) =>
      expected.includes(platform) ? [] : [`/supported_platforms/${index}`],
    );
    expect(refused).toEqual(unfit);
    if (unfit.length > 0) expect(rulesOf(judgement)).toEqual(['doctor-cli-package/platform-mismatch']);
    expect(rulesOf(await judge(claims(ALL), without('doctor-cli-package/platform-mismatch')))).toEqual([]);
    if (expected.length > 0) expect((await judge(claims(expected))).findings).toEqual([]);
  });

  test('a Java class, which begins as Mach-O for several processors does, is unknown', async () => {
    const program = Buffer.from('cafebabe0000003d', 'hex');
    expect(rulesOf(await judge({ program }))).toEqual(['doctor-cli-package/unknown-binary-format']);
  });
});

describe('an entry that no package may have', () => {
  test.each([
    ['doctor-cli-package/folder-special-file', (path: string) => symlinkSync('doctor_demo', join(path, 'bin/link'))],
    ['doctor-cli-package/folder-unsafe-name', (path: string) => appendFileSync(join(path, 'a\nb'), '')],
    [
      'doctor-cli-package/folder-too-large',
      (path: string) => mkdirSync(join(path, 'd/'.repeat(33)), { recursive: true }),
    ],
  ] as const)('%s: nothing else is judged', async (rule, spoil) => {
    const run = (selection: RuleSelection) =>
      inPackage({ files: { [MANIFEST]: undefined } }, (path) => {
        spoil(path);
        return validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection, observe: true });
      });
    const judgement = await run(HARDENED);
    expect(rulesOf(judgement)).toEqual([rule]);
    expect(judgement.observation).toBeUndefined();
    expect(rulesOf(await run(without(rule)))).toContain('doctor-cli-package/missing-release-manifest');
  });
});

test('a link in the place of the manifest is not followed', async () => {
  const judgement = await inPackage({ files: { [MANIFEST]: undefined, 'other.json': '{}' } }, (path) => {
    symlinkSync('other.json', join(path, MANIFEST));
    return validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection: CORE, observe: true });
  });
  expect(rulesOf(judgement)).toEqual(['doctor-cli-package/missing-release-manifest']);
});

test('a template of a later version with one member more is read, and one of a document that is closed is not', async () => {
  expect((await judge({ ci: { '/retry_limit': 3 } })).findings).toEqual([]);
  expect(rulesOf(await judgeText(exampleDocument('error', { '/retry_limit': 3 })))).toEqual([
    'doctor-cli-package/error-schema',
  ]);
});

test.each(['{"schema_version": "doctor-core-report-v1", "a": 1, "a": 2}', '{', ''])(
  'of a document that cannot be read only the syntax is judged: %s',
  async (text) => {
    const { findings, observation } = await judgeText(text);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ rule }) => !rule.startsWith('json/'))).toEqual([]);
    expect(observation?.documents).toEqual({});
  },
);

test('of a manifest that cannot be read only the syntax is judged', async () => {
  expect(rulesOf(await judge({ files: { [MANIFEST]: '{"a": 1,}' } }))).toEqual(['json/trailing-comma']);
});

test('all that is wrong is said at once', async () => {
  const judgement = await judge({
    ci: { '/color': 'auto' },
    manifest: { '/supported_platforms': ['macos-x86_64', 'linux-x86_64'] },
    files: { 'bin/doctor_demo': OTHER_PROGRAM },
    mode: 0o600,
  });
  expect(rulesOf(judgement)).toEqual([
    'doctor-cli-package/binary-digest-mismatch',
    'doctor-cli-package/platform-order',
    'doctor-cli-package/profile-settings',
    'doctor-cli-package/not-executable',
  ]);
});
