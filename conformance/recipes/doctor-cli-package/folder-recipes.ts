import { toCanonicalText } from '../document-text.ts';
import type { FolderEntry, Recipe } from '../recipe.ts';
import { listOf, toSchema } from '../schema-breaches.ts';
import { ciTemplate, minimal, rich } from './base-packages.ts';
import {
  CI,
  completeManifest,
  LOCAL,
  MANIFEST,
  type PackageDraft,
  PROGRAM,
  withFinishedManifest,
  withMembers,
} from './package-draft.ts';
import { accept, reject, rule } from './package-recipe.ts';
import { SHELL_PROGRAM } from './programs.ts';

/** The minimal package with one more entry. */
const withEntry = (path: string, entry: FolderEntry): PackageDraft => withMembers(minimal, { [path]: entry });

const links = (
  [
    ['to-file', 'link to the packaged program', { program: PROGRAM }],
    ['to-outside', 'link that leads out of the folder', { program: '../../etc/passwd' }],
    ['to-folder', 'link to a folder of the package', { program: 'bin' }],
    ['to-nothing', 'link that leads nowhere', { program: 'nowhere' }],
  ] as const
).map(([name, said, { program: link }]) =>
  reject({
    name: `symbolic-link-${name}`,
    cites: [rule('folder-special-file')],
    why: `The folder holds a symbolic ${said}.`,
    draft: withEntry('linked', { link }),
    at: { member: 'linked' },
    twin: 'minimal',
  }),
);

const names = (
  [
    ['backslash', 'left\\right', 'a backslash'],
    ['escape', 'notes-\u001b[31m', 'an escape character'],
    ['delete', 'notes-\u007f', 'the control character U+007F'],
    ['next-line', 'notes-\u0085', 'the control character U+0085'],
  ] as const
).map(([name, path, said]) =>
  reject({
    name: `folder-name-with-${name}`,
    cites: [rule('folder-unsafe-name')],
    why: `The name of an empty folder holds ${said}.`,
    draft: withEntry(path, null),
    at: { member: path },
    twin: 'empty-folders',
  }),
);

const deep = (segments: number): string => ['a', ...Array.from({ length: segments - 1 }, () => 'b')].join('/');
const long = (bytes: number): string => {
  const segments = Array.from({ length: 5 }, () => 'a'.repeat(204));
  return segments.join('/').slice(0, bytes).padEnd(bytes, 'a');
};

/** Section 2.1: what stands in the folder. */
const entries: readonly Recipe[] = [
  accept({
    name: 'minimal',
    cites: [rule('folder-special-file'), rule('missing-release-manifest'), rule('unlisted-file')],
    why: 'The folder holds a shell program, both templates and the release manifest, and nothing else.',
    draft: minimal,
  }),
  accept({
    name: 'rich',
    cites: [
      rule('release-manifest-schema'),
      rule('config-template-schema'),
      rule('template-order'),
      rule('platform-order'),
      rule('upgrade-path-order'),
    ],
    why: 'The package claims every platform, and its manifest carries a smoke run and a command for the build; all is sorted.',
    draft: rich,
  }),
  accept({
    name: 'empty-folders',
    cites: [rule('unlisted-file'), rule('folder-unsafe-name'), rule('path-target-missing')],
    why: 'The folder holds two empty folders, one with a name that is not ASCII and one named like the program but for a letter.',
    draft: withMembers(minimal, { 'notes \u00e9 [1]': null, 'bin/doctor_dem': null }),
  }),
  ...links,
  reject({
    name: 'program-is-symbolic-link',
    cites: [rule('folder-special-file'), rule('path-target-missing')],
    why: 'In place of the program stands a symbolic link to the shell.',
    draft: withFinishedManifest(withEntry(PROGRAM, { link: '/bin/sh' }), (manifest) => ({
      ...manifest,
      packaged_binary: { path: PROGRAM, size_bytes: 9, sha256: '0'.repeat(64) },
      source_binary: { name: 'demo', size_bytes: 9, sha256: '0'.repeat(64) },
    })),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  ...names,
  accept({
    name: 'folder-at-depth-limit',
    cites: [rule('folder-too-large')],
    why: 'The path of an empty folder has 32 segments.',
    draft: withEntry(deep(32), null),
  }),
  reject({
    name: 'folder-above-depth-limit',
    cites: [rule('folder-too-large')],
    why: 'The path of an empty folder has 33 segments.',
    draft: withEntry(deep(33), null),
    at: {},
    twin: 'folder-at-depth-limit',
  }),
  accept({
    name: 'folder-at-name-limit',
    cites: [rule('folder-too-large')],
    why: 'The path of an empty folder has 1,024 bytes.',
    draft: withEntry(long(1024), null),
  }),
  reject({
    name: 'folder-above-name-limit',
    cites: [rule('folder-too-large')],
    why: 'The path of an empty folder has 1,025 bytes.',
    draft: withEntry(long(1025), null),
    at: {},
    twin: 'folder-at-name-limit',
  }),
];

const program = (text: string): FolderEntry => ({ program: new TextEncoder().encode(text) });
const programText = new TextDecoder().decode(SHELL_PROGRAM);

/** The minimal package with other bytes in place of those that its manifest was made of. */
function withStale(path: string, entry: FolderEntry): PackageDraft {
  return withFinishedManifest(withMembers(minimal, { [path]: entry }), () => completeManifest(minimal));
}

function templateText(path: string): string {
  const content = minimal.members[path];
  if (typeof content !== 'object' || content === null || !('text' in content)) throw new Error(`no document ${path}`);
  return content.text;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The minimal package whose manifest states another size of the program, of its source, or of a template. */
function withSizes(changed: { readonly program?: number; readonly ci?: number }): PackageDraft {
  return withFinishedManifest(minimal, (manifest) => {
    const size_bytes = SHELL_PROGRAM.length + (changed.program ?? 0);
    const templates = listOf(manifest.config_templates).map((entry, index) => {
      const template = toSchema(entry);
      return index === 0 ? { ...template, size_bytes: Number(template.size_bytes) + (changed.ci ?? 0) } : template;
    });
    return {
      ...manifest,
      source_binary: { ...toSchema(manifest.source_binary), size_bytes },
      packaged_binary: { ...toSchema(manifest.packaged_binary), size_bytes },
      config_templates: templates,
    };
  });
}

/** Section 2.2: what the manifest says of sizes, digests and files. */
const integrity: readonly Recipe[] = [
  reject({
    name: 'missing-release-manifest',
    cites: [rule('missing-release-manifest')],
    why: 'The folder holds the program and both templates, and no release-manifest.json.',
    draft: withFinishedManifest(minimal, () => undefined),
    at: { member: MANIFEST },
    twin: 'minimal',
  }),
  reject({
    name: 'release-manifest-is-folder',
    cites: [rule('missing-release-manifest')],
    why: 'release-manifest.json is an empty folder.',
    draft: withMembers(
      withFinishedManifest(minimal, () => undefined),
      { [MANIFEST]: null },
    ),
    at: { member: MANIFEST },
    twin: 'minimal',
  }),
  reject({
    name: 'release-manifest-upper-case',
    cites: [rule('missing-release-manifest')],
    why: 'The manifest is called Release-Manifest.json: names are compared by code point.',
    draft: withMembers(
      withFinishedManifest(minimal, () => undefined),
      { 'Release-Manifest.json': toCanonicalText(completeManifest(minimal)) },
    ),
    at: { member: MANIFEST },
    twin: 'minimal',
  }),
  reject({
    name: 'binary-size-one-more',
    cites: [rule('binary-size-mismatch')],
    why: 'The manifest states one byte more than the program has, of the source binary too; the digest is right.',
    draft: withSizes({ program: 1 }),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  reject({
    name: 'binary-size-one-less',
    cites: [rule('binary-size-mismatch')],
    why: 'The manifest states one byte less than the program has, of the source binary too; the digest is right.',
    draft: withSizes({ program: -1 }),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  reject({
    name: 'binary-changed',
    cites: [rule('binary-digest-mismatch')],
    why: 'One digit of the program is another one than when the manifest was written; its size is the same.',
    draft: withStale(PROGRAM, program(programText.replace('1.4.0', '1.4.1'))),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  reject({
    name: 'binary-cut-off',
    cites: [rule('binary-size-mismatch'), rule('binary-digest-mismatch')],
    why: 'The last byte of the program is missing, so that neither its size nor its digest is right.',
    draft: withStale(PROGRAM, program(programText.slice(0, -1))),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  reject({
    name: 'binary-empty',
    cites: [rule('binary-size-mismatch'), rule('binary-digest-mismatch')],
    why: 'The program has no bytes at all.',
    draft: withStale(PROGRAM, program('')),
    at: { member: PROGRAM },
    twin: 'minimal',
  }),
  accept({
    name: 'binary-of-one-line',
    cites: [rule('binary-size-mismatch'), rule('binary-digest-mismatch'), rule('source-binary-mismatch')],
    why: 'The program has two bytes, #!, and the manifest states their size and digest.',
    draft: withMembers(minimal, { [PROGRAM]: program('#!') }),
  }),
  reject({
    name: 'template-size-one-more',
    cites: [rule('template-size-mismatch')],
    why: 'The manifest states one byte more than a template has; the digest is right.',
    draft: withSizes({ ci: 1 }),
    at: { member: CI },
    twin: 'minimal',
  }),
  reject({
    name: 'template-size-one-less',
    cites: [rule('template-size-mismatch')],
    why: 'The manifest states one byte less than a template has; the digest is right.',
    draft: withSizes({ ci: -1 }),
    at: { member: CI },
    twin: 'minimal',
  }),
  reject({
    name: 'template-changed',
    cites: [rule('template-digest-mismatch')],
    why: 'A folder in a template is another one of as many letters than when the manifest was written.',
    draft: withStale(LOCAL, bytes(templateText(LOCAL).replace('doctor-reports', 'doctor-outputs'))),
    at: { member: LOCAL },
    twin: 'minimal',
  }),
  reject({
    name: 'template-reformatted',
    cites: [rule('template-size-mismatch'), rule('template-digest-mismatch')],
    why: 'A template was written again without its final line break: it says the same in other bytes.',
    draft: withStale(CI, bytes(templateText(CI).trimEnd())),
    at: { member: CI },
    twin: 'minimal',
  }),
  accept({
    name: 'template-in-one-line',
    cites: [rule('template-size-mismatch'), rule('template-digest-mismatch')],
    why: 'A template stands in one line without a line break, and the manifest was made of that.',
    draft: withMembers(minimal, {
      [CI]: { text: JSON.stringify(ciTemplate), value: ciTemplate, places: new Map() },
    }),
  }),
  reject({
    name: 'templates-swapped',
    cites: [
      rule('template-size-mismatch'),
      rule('template-digest-mismatch'),
      rule('template-profile-mismatch'),
      rule('command-preview-mismatch'),
    ],
    why: 'Each template stands under the name of the other.',
    draft: withFinishedManifest(
      withMembers(minimal, { [CI]: bytes(templateText(LOCAL)), [LOCAL]: bytes(templateText(CI)) }),
      () => completeManifest(minimal),
    ),
    at: { member: CI },
    twin: 'minimal',
  }),
  ...(
    [
      ['at-root', 'notes.txt', 'beside the manifest'],
      ['beside-program', 'bin/doctor_helper', 'beside the program'],
      ['beside-templates', 'config/doctor_demo.local.json.orig', 'beside the templates'],
      ['hidden', '.gitignore', 'whose name begins with a point'],
      ['payload', 'package-payload.json', 'that holds the payload'],
    ] as const
  ).map(([name, path, said]) =>
    reject({
      name: `unlisted-file-${name}`,
      cites: [rule('unlisted-file')],
      why: `A file ${said} is none that the manifest refers to.`,
      draft: withEntry(path, bytes('x\n')),
      at: { member: path },
      twin: 'minimal',
    }),
  ),
  accept({
    name: 'core-unlisted-file',
    cites: [rule('unlisted-file')],
    why: 'A file beside the manifest is none that it refers to; the seed does not ask for that.',
    draft: withEntry('notes.txt', bytes('x\n')),
    profile: 'core',
  }),
];

/** Section 2. */
export const folderRecipes: readonly Recipe[] = [...entries, ...integrity];
