import { toCanonicalText } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import {
  ciEntry,
  ciTemplate,
  installSmoke,
  localEntry,
  localTemplate,
  minimal,
  minimalPayload,
  rich,
  richPayload,
} from './base-packages.ts';
import {
  CI,
  inManifest,
  type JsonObject,
  LOCAL,
  type PackageDraft,
  PROGRAM,
  withManifest,
  withMembers,
} from './package-draft.ts';
import { accept, placeOf, reject, rejectDocument, rule } from './package-recipe.ts';
import { SHELL_PROGRAM } from './programs.ts';

const OTHER_PROGRAM = 'bin/doctor';

const OTHER_TEMPLATE = 'config/doctor_demo.json';

const movedProgram = withManifest(
  withMembers(minimal, { [PROGRAM]: undefined, [OTHER_PROGRAM]: { program: SHELL_PROGRAM } }),
  { packaged_binary: { path: OTHER_PROGRAM } },
);

const movedTemplate = withManifest(
  withMembers(minimal, { [CI]: undefined, [OTHER_TEMPLATE]: toCanonicalText(ciTemplate) }),
  { config_templates: [{ ...ciEntry, path: OTHER_TEMPLATE }, localEntry] },
);

const otherSmoke = withManifest(rich, {
  install_smoke: { ...installSmoke, installed_binary: 'install-smoke/bin/demo' },
});

/** The package under a name of 64 characters. */
const LONGEST = `d${'_o-9'.repeat(15)}_or`;

const longestEntry = (entry: JsonObject): JsonObject => ({
  ...entry,
  path: `config/${LONGEST}.${entry.profile}.json`,
  command_preview: String(entry.command_preview).replace('doctor_demo', LONGEST),
});

const longestName: PackageDraft = {
  members: {
    [`bin/${LONGEST}`]: { program: SHELL_PROGRAM },
    [`config/${LONGEST}.ci.json`]: toCanonicalText({ ...ciTemplate, binary_name: LONGEST }),
    [`config/${LONGEST}.local.json`]: toCanonicalText({ ...localTemplate, binary_name: LONGEST }),
  },
  manifest: {
    ...rich.manifest,
    binary_name: LONGEST,
    packaged_binary: { path: `bin/${LONGEST}` },
    config_templates: [longestEntry(ciEntry), longestEntry(localEntry)],
    install_smoke: { ...installSmoke, installed_binary: `install-smoke/bin/${LONGEST}` },
  },
};

/** Program, templates and smoke run at another place than their names give them. */
export const places: readonly Recipe[] = [
  accept({
    name: 'longest-binary-name',
    cites: [
      rule('binary-path'),
      rule('template-path'),
      rule('installed-binary-path'),
      rule('template-profile-mismatch'),
      rule('template-binary-mismatch'),
      rule('command-preview-mismatch'),
    ],
    why: 'The program has a name of 64 characters, and every path follows from it.',
    draft: longestName,
  }),
  reject({
    name: 'program-under-other-name',
    cites: [rule('binary-path')],
    why: 'The program stands in bin/ under a name that is not the binary_name; the manifest says where.',
    draft: movedProgram,
    at: inManifest('/packaged_binary/path', movedProgram),
    twin: 'minimal',
  }),
  rejectDocument({
    name: 'payload-program-elsewhere',
    cites: [rule('binary-path')],
    why: 'In the payload the program stands beside bin/, not in it.',
    value: { ...minimalPayload, packaged_binary: 'doctor_demo' },
    at: placeOf({ ...minimalPayload, packaged_binary: 'doctor_demo' }, '/packaged_binary'),
    twin: 'package-payload-base-1',
  }),
  reject({
    name: 'template-under-other-name',
    cites: [rule('template-path')],
    why: 'A template stands in config/ under a name without its profile; the manifest says where.',
    draft: movedTemplate,
    at: inManifest('/config_templates/0/path', movedTemplate),
    twin: 'minimal',
  }),
  rejectDocument({
    name: 'payload-template-paths-swapped',
    cites: [rule('template-path')],
    why: 'In the payload each template has the path of the other.',
    value: {
      ...minimalPayload,
      config_templates: [
        { ...ciEntry, path: LOCAL },
        { ...localEntry, path: CI },
      ],
    },
    at: { pointer: '/config_templates/0/path' },
    twin: 'package-payload-base-1',
  }),
  reject({
    name: 'installed-binary-under-other-name',
    cites: [rule('installed-binary-path')],
    why: 'The smoke run installed the program under a name that is not the binary_name.',
    draft: otherSmoke,
    at: inManifest('/install_smoke/installed_binary', otherSmoke),
    twin: 'rich',
  }),
  rejectDocument({
    name: 'payload-installed-binary-without-root',
    cites: [rule('installed-binary-path')],
    why: 'In the payload the path of the installed program does not begin with the install root.',
    value: { ...richPayload, install_smoke: { ...installSmoke, installed_binary: PROGRAM } },
    at: { pointer: '/install_smoke/installed_binary' },
    twin: 'package-payload-base-2',
  }),
];
