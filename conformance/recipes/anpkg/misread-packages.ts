import type { Recipe } from '../recipe.ts';
import { minimal, minimalProfile, minimalProvider } from './base-packages.ts';
import { LIST, type PackageDraft, PROFILE, placeIn, RUNTIME, SIM0, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

// Not a secret of anything.
const CREDENTIAL = `AKIA${'A3CD5FG7HK'.repeat(2).slice(0, 16)}`;
const withConfig = (config: string): PackageDraft =>
  withYaml(minimal, PROFILE, { ...minimalProfile, providers: { sim0: { config } } });

/** Paths that lead to a file only for a reader that takes them for another. */
const references: readonly Recipe[] = (
  [
    ['backslash', 'providers\\sim0.yaml', 'with a backslash, which is an ordinary character'],
    ['percent', 'providers/sim%30.yaml', 'with a percent sign and two digits, which stand for themselves'],
    ['capitals', 'providers/SIM0.yaml', 'in capitals'],
  ] as const
).map(([name, path, said]) =>
  reject({
    name: `provider-config-misread-${name}`,
    cites: ['anpkg/path-target-missing'],
    why: `The machine profile names the configuration of a provider ${said}, so that it leads to no file.`,
    draft: withConfig(path),
    at: placeIn(withConfig(path), PROFILE, '/providers/sim0/config'),
    twin: 'minimal',
  }),
);

const BESIDE = 'providers-sim0.yaml';
const { [SIM0]: config = '', ...others } = minimal.members;
const beside: PackageDraft = withYaml(
  withYaml({ members: { ...others, [BESIDE]: config } }, PROFILE, {
    ...minimalProfile,
    providers: { sim0: { config: BESIDE } },
  }),
  RUNTIME,
  { providers: [{ ...minimalProvider, args: ['--config', BESIDE] }] },
);
const script = withYaml(minimal, PROFILE, {
  ...minimalProfile,
  validation: { check_http_script: 'runtime/anolis-runtime' },
});

/** Paths that begin as another does. */
const prefixes: readonly Recipe[] = [
  reject({
    name: 'provider-config-beside-its-folder',
    cites: ['anpkg/no-provider-config', 'anpkg/config-outside-providers'],
    why: 'The only configuration of a provider is providers-sim0.yaml, whose name begins like the folder and is no part of it.',
    draft: beside,
    at: {},
    twin: 'provider-config-yml',
  }),
  accept({
    name: 'check-script-beginning-as-a-member',
    cites: ['anpkg/path-target-missing'],
    why: 'The script that checks HTTP is not in the package, and its path is the beginning of a name and no folder.',
    draft: script,
  }),
];

const list = reject({
  name: 'checksum-line-binary-mark',
  cites: ['anpkg/checksum-line-format'],
  why: 'A further line of the checksum list has a space and an asterisk between digest and path, as for a binary file.',
  draft: { ...minimal, list: (canonical) => `${canonical}${'0'.repeat(64)} *zeros.txt\n` },
  at: { member: LIST, line: 5, column: 1 },
  twin: 'minimal',
});

// A credential behind so many bytes begins in one piece of 256 KiB and ends in the next.
const LINE = `${'.'.repeat(63)}\n`;
const LONG = `${LINE.repeat(4095)}${'.'.repeat(53)} `;
const inNotes = (text: string): PackageDraft => withMembers(minimal, { 'notes.txt': text });

/** Where a credential stands. */
const credentials: readonly Recipe[] = [
  reject({
    name: 'secret-behind-other-letters',
    cites: ['anpkg/secret-by-shape'],
    why: 'Ahead of the credential stands a letter of two bytes, which is one column.',
    draft: inNotes(`für ${CREDENTIAL}\n`),
    at: { member: 'notes.txt', line: 1, column: 5, offset: 5 },
    twin: 'additional-member',
  }),
  accept({
    name: 'folder-long-text',
    cites: ['anpkg/secret-by-shape'],
    why: 'A text of the folder has more than 256 KiB and no credential.',
    draft: inNotes(`${LONG}\n`),
    folder: true,
  }),
  reject({
    name: 'folder-secret-across-pieces',
    cites: ['anpkg/secret-by-shape'],
    why: 'A credential stands across the first 256 KiB of a text of the folder.',
    draft: inNotes(`${LONG}${CREDENTIAL}\n`),
    folder: true,
    at: { member: 'notes.txt', line: 4096, column: 55, offset: LONG.length },
    twin: 'folder-long-text',
  }),
];

/** Packages that readers take for others by a common mistake. */
export const misreadPackages: readonly Recipe[] = [...references, ...prefixes, list, ...credentials];
