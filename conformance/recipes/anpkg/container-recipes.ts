import type { FolderEntry, Recipe, RecipeFolder } from '../recipe.ts';
import { minimal, rich } from './base-packages.ts';
import {
  type PackageDraft,
  PROFILE,
  PROVENANCE,
  packageFolder,
  packageObservation,
  RUNTIME,
  SIM0,
  withMembers,
  withYaml,
} from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

interface FolderCase {
  readonly name: string;
  readonly rule: string;
  readonly why: string;
  readonly path: string;
  readonly entry: FolderEntry;
}

const DEEP = (depth: number): string => `${'d/'.repeat(depth - 1)}deepest.txt`;
const listed = (path: string): PackageDraft => withMembers(minimal, { [path]: 'x\n' });
const deepAtLimit = listed(DEEP(32));

const FOLDER_CASES: readonly FolderCase[] = [
  {
    name: 'folder-link-to-file',
    rule: 'anpkg/folder-special-file',
    why: 'The folder holds a symbolic link to a file of the package.',
    path: 'link.txt',
    entry: { link: SIM0 },
  },
  {
    name: 'folder-link-to-outside',
    rule: 'anpkg/folder-special-file',
    why: 'The folder holds a symbolic link that leads out of it.',
    path: 'link.txt',
    entry: { link: '../../etc/passwd' },
  },
  {
    name: 'folder-link-to-folder',
    rule: 'anpkg/folder-special-file',
    why: 'The folder holds a symbolic link to another folder of the package.',
    path: 'configurations',
    entry: { link: 'providers' },
  },
];

const folders: readonly Recipe[] = [
  accept({
    name: 'folder-minimal',
    cites: ['anpkg/folder-special-file', 'anpkg/folder-unsafe-name'],
    why: 'The extracted package holds regular files alone.',
    draft: minimal,
    folder: true,
  }),
  accept({
    name: 'folder-rich',
    cites: ['anpkg/folder-special-file'],
    why: 'The extracted package uses every part of the three documents.',
    draft: rich,
    folder: true,
  }),
  ...FOLDER_CASES.map(
    ({ name, rule, why, path, entry }): Recipe => ({
      ...reject({ name, cites: [rule], why, draft: minimal, at: { member: path }, twin: 'folder-minimal' }),
      input: { ...packageFolder(minimal), [path]: entry },
    }),
  ),
  ...(
    [
      ['backslash', 'notes\\one.txt', 'a backslash'],
      ['escape', 'notes-\u001b[31m.txt', 'an escape character'],
      ['next-line', 'notes-\u0085.txt', 'the control character U+0085'],
    ] as const
  ).map(([name, path, said]) =>
    reject({
      name: `folder-name-with-${name}`,
      cites: ['anpkg/folder-unsafe-name', ...(name === 'next-line' ? ['anpkg/checksum-line-break'] : [])],
      primary: 'anpkg/folder-unsafe-name',
      why: `The name of a file in the folder holds ${said}.`,
      draft: listed(path),
      at: { member: path },
      twin: 'folder-additional-member',
      folder: true,
    }),
  ),
  accept({
    name: 'folder-additional-member',
    cites: ['anpkg/folder-unsafe-name'],
    why: 'The folder holds a further file, whose name is not ASCII.',
    draft: listed('notes \u00e9 [1].txt'),
    folder: true,
  }),
  accept({
    name: 'folder-at-depth-limit',
    cites: ['anpkg/folder-too-large'],
    why: 'The path of one file has 32 segments.',
    draft: deepAtLimit,
    folder: true,
  }),
  {
    ...reject({
      name: 'folder-above-depth-limit',
      cites: ['anpkg/folder-too-large'],
      why: 'The path of an empty folder has 33 segments.',
      draft: deepAtLimit,
      at: {},
      twin: 'folder-at-depth-limit',
    }),
    input: withEmptyFolder(packageFolder(deepAtLimit), `${'d/'.repeat(32)}d`),
  },
  withEmptyFolderObserved(),
  reject({
    name: 'folder-checksum-mismatch',
    cites: ['anpkg/checksum-mismatch'],
    why: 'A file of the extracted package was changed.',
    draft: { ...minimal, list: (canonical) => canonical.replace(/^[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0')) },
    at: { member: PROFILE },
    twin: 'folder-minimal',
    folder: true,
  }),
];

function withEmptyFolder(folder: RecipeFolder, path: string): RecipeFolder {
  return { ...folder, [path]: null };
}

/** An empty folder is observed as a directory; the checksum list names files alone. */
function withEmptyFolderObserved(): Recipe {
  const recipe = accept({
    name: 'folder-with-empty-folder',
    cites: ['anpkg/unlisted-member'],
    why: 'The folder holds an empty folder, which the checksum list need not name.',
    draft: minimal,
  });
  const { members, ...others } = packageObservation(minimal);
  const directory = { path: 'empty', type: 'directory' as const, size: 0 };
  return {
    ...recipe,
    input: withEmptyFolder(packageFolder(minimal), 'empty'),
    expect: { ...recipe.expect, observation: { ...others, members: [directory, ...members] } },
  };
}

const trailing = new TextEncoder().encode('junk');

/** Rules of the foundation contracts, inside of a package. */
const foundations: readonly Recipe[] = [
  reject({
    name: 'zip-crc-mismatch',
    cites: ['zip/crc-mismatch'],
    why: 'The CRC-32 of one member is another one in both of its headers.',
    draft: { ...minimal, fields: { [SIM0]: { crc32: 0x12345678 } } },
    at: { member: SIM0 },
    twin: 'minimal',
  }),
  reject({
    name: 'zip-trailing-data',
    cites: ['zip/trailing-data'],
    why: 'Four bytes follow the archive.',
    draft: { ...minimal, archive: { trailing } },
    at: {},
    twin: 'minimal',
  }),
  reject({
    name: 'zip-symbolic-link',
    cites: ['zip/symbolic-link'],
    why: 'The mode of one member is that of a symbolic link.',
    draft: { ...minimal, fields: { [SIM0]: { externalAttributes: 0o120777 * 0x10000 } } },
    at: { member: SIM0 },
    twin: 'minimal',
  }),
  reject({
    name: 'zip-parent-segment',
    cites: ['zip/parent-segment'],
    why: 'The name of a member that is listed leads out of the archive.',
    draft: listed('../notes.txt'),
    at: { member: '../notes.txt' },
    twin: 'additional-member',
  }),
  reject({
    name: 'zip-case-collision',
    cites: ['zip/case-collision'],
    why: 'The names of two members that are listed differ in the case of letters only.',
    draft: withYaml(minimal, 'providers/SIM0.yaml', {}),
    at: {},
    twin: 'unreferenced-provider-config',
  }),
  accept({
    name: 'zip-deflated',
    cites: ['zip/compressed-member'],
    why: 'A member is deflated, which is not canonical, and means the same.',
    draft: { ...minimal, fields: { [SIM0]: { method: 8 } } },
    warnings: ['zip/compressed-member'],
  }),
  accept({
    name: 'zip-other-order',
    cites: ['zip/unsorted-members', 'zip/archive-comment'],
    why: 'The members stand in reverse order, the checksum list last, and the archive has a comment.',
    draft: { ...reversed(minimal), archive: { order: 'given', end: { comment: 'first of two' } } },
    warnings: ['zip/unsorted-members', 'zip/archive-comment'],
  }),
  reject({
    name: 'json-trailing-comma',
    cites: ['json/trailing-comma'],
    why: 'A comma stands after the last member of the provenance.',
    draft: withMembers(minimal, { [PROVENANCE]: '{\n  "exported_at": "1970-01-01T00:00:00Z",\n}\n' }),
    at: { member: PROVENANCE, line: 2 },
    twin: 'minimal',
  }),
  reject({
    name: 'json-duplicate-key',
    cites: ['json/duplicate-key'],
    why: 'A JSON document beside the provenance has one name twice.',
    draft: withMembers(minimal, { 'notes.json': '{"a": 1,\n "a": 2}\n' }),
    at: { member: 'notes.json', line: 2, column: 2 },
    twin: 'minimal',
  }),
  reject({
    name: 'yaml-duplicate-key',
    cites: ['yaml/duplicate-key'],
    why: 'A provider configuration has one key twice.',
    draft: withMembers(minimal, { [SIM0]: 'channel: 1\nchannel: 2\n' }),
    at: { member: SIM0, line: 2, column: 1 },
    twin: 'provider-config-empty-mapping',
  }),
  accept({
    name: 'core-yaml-duplicate-key',
    cites: ['yaml/duplicate-key'],
    why: 'A provider configuration has one key twice; the published reader takes the last.',
    draft: withMembers(minimal, {
      [SIM0]: { text: 'channel: 1\nchannel: 2\n', value: { channel: 2 }, places: new Map() },
    }),
    profile: 'core',
  }),
  reject({
    name: 'yaml-several-documents',
    cites: ['yaml/several-documents'],
    why: 'The runtime configuration is followed by a second document.',
    draft: withMembers(minimal, { [RUNTIME]: 'providers: []\n---\nproviders: []\n' }),
    at: { member: RUNTIME },
    twin: 'minimal',
  }),
  reject({
    name: 'yaml-ambiguous-scalar',
    cites: ['yaml/ambiguous-scalar'],
    why: 'A value of a provider configuration is on, a boolean in YAML 1.1 and a string in YAML 1.2.',
    draft: withMembers(minimal, { [SIM0]: 'stirrer: on\n' }),
    at: { member: SIM0, line: 1, column: 10 },
    twin: 'provider-config-empty-mapping',
  }),
  reject({
    name: 'yaml-syntax-in-profile',
    cites: ['yaml/syntax'],
    why: 'A flow mapping of the machine profile is not closed.',
    draft: withMembers(minimal, { [PROFILE]: 'schema_version: 1\nproviders: {sim0: {config: a}\n' }),
    at: { member: PROFILE },
    twin: 'minimal',
  }),
];

function reversed(draft: PackageDraft): PackageDraft {
  return { ...draft, members: Object.fromEntries(Object.entries(draft.members).reverse()) };
}

/** Sections 1 and 2: folders, and the contracts that this one builds on. */
export const containerRecipes: readonly Recipe[] = [...folders, ...foundations];
