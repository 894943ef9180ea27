import { toCanonicalText } from '../document-text.ts';
import type { ExpectedLocation, Recipe } from '../recipe.ts';
import {
  ciEntry,
  ciTemplate,
  events,
  installSmoke,
  localEntry,
  localTemplate,
  minimal,
  minimalManifest,
  minimalPayload,
  rich,
  richManifest,
  richPayload,
  toLogs,
} from './base-packages.ts';
import {
  CI,
  changeMembers,
  completeManifest,
  type JsonObject,
  LOCAL,
  MANIFEST,
  type PackageDraft,
  PROGRAM,
  placeIn,
  withFinishedManifest,
  withJson,
  withManifest,
  withMembers,
} from './package-draft.ts';
import { accept, acceptDocument, placeOf, reject, rejectDocument } from './package-recipe.ts';
import { SHELL_PROGRAM } from './programs.ts';

const rule = (name: string): string => `doctor-cli-package/${name}`;

const PATHS: readonly (readonly [name: string, path: string, said: string])[] = [
  ['absolute', '/bin/doctor_demo', 'it is absolute'],
  ['parent', '../doctor_demo', 'it leads out of the package'],
  ['parent-and-back', 'bin/../bin/doctor_demo', 'it leads up and down again'],
  ['parent-at-end', 'bin/..', 'it ends with two points'],
  ['this-folder', './bin/doctor_demo', 'it begins with a point'],
  ['empty-segment', 'bin//doctor_demo', 'it has an empty segment'],
  ['slash-at-end', 'bin/doctor_demo/', 'it ends with a slash'],
  ['backslash', 'bin\\doctor_demo', 'it has a backslash'],
  ['drive', 'C:/bin/doctor_demo', 'it begins with a drive'],
  ['scheme', 'file:bin/doctor_demo', 'it has a colon'],
  ['line-feed', 'bin/doctor_demo\n', 'it has a line feed'],
  ['delete', 'bin/doctor_\u007fdemo', 'it has the control character U+007F'],
];

/** Documents on their own: in a folder, a file that no path leads to would be a second defect. */
const confinement: readonly Recipe[] = [
  ...PATHS.map(([name, path, said]): Recipe => {
    const value = { ...minimalPayload, packaged_binary: path };
    return rejectDocument({
      name: `path-${name}`,
      cites: [rule('path-not-confined')],
      why: `The path of the program in the payload is ${JSON.stringify(path)}: ${said}.`,
      value,
      at: placeOf(value, '/packaged_binary'),
      twin: 'package-payload-base-1',
    });
  }),
  ...(
    [
      ['template', '/config_templates/1/path', withTemplates(minimalManifest, [ciEntry, { path: '../other.json' }])],
      ['program', '/packaged_binary/path', withProgramPath(minimalManifest, '../doctor_demo')],
      [
        'installed-binary',
        '/install_smoke/installed_binary',
        { ...richManifest, install_smoke: { ...installSmoke, installed_binary: '/tmp/install-smoke/bin/doctor_demo' } },
      ],
    ] as const
  ).map(([name, pointer, value]) =>
    rejectDocument({
      name: `manifest-path-of-${name}`,
      cites: [rule('path-not-confined')],
      why: `The path of the ${name.replace('-', ' ')} in the manifest leads out of the package.`,
      value,
      at: placeOf(value, pointer),
      twin: name === 'installed-binary' ? 'release-manifest-base-2' : 'release-manifest-base-1',
    }),
  ),
  acceptDocument({
    name: 'template-folders-are-no-paths-of-the-package',
    cites: [rule('path-not-confined')],
    why: 'The folders that a template names lie where the program is run, and may lead up.',
    value: { ...ciTemplate, workspace_root: '../..', report_out_dir: './out:1//reports/' },
  }),
];

/** The manifest with some members of its templates changed. */
function withTemplates(manifest: JsonObject, changed: readonly JsonObject[]): JsonObject {
  const templates = Array.isArray(manifest.config_templates) ? manifest.config_templates : [];
  return { ...manifest, config_templates: templates.map((entry, index) => ({ ...entry, ...changed[index] })) };
}

function withProgramPath(manifest: JsonObject, path: string): JsonObject {
  return { ...manifest, packaged_binary: { ...Object(manifest.packaged_binary), path } };
}

/** The minimal package with a template of which nothing is left but what the manifest says. */
function withoutFile(path: string): PackageDraft {
  return withFinishedManifest(withMembers(minimal, { [path]: undefined }), () => completeManifest(minimal));
}

const inManifest = (pointer: string, draft: PackageDraft): ExpectedLocation => placeIn(draft, MANIFEST, pointer);

const targets: readonly Recipe[] = [
  ...(
    [
      ['program', PROGRAM, '/packaged_binary/path'],
      ['ci-template', CI, '/config_templates/0/path'],
      ['local-template', LOCAL, '/config_templates/1/path'],
    ] as const
  ).flatMap(([name, path, pointer]): Recipe[] => [
    reject({
      name: `${name}-missing`,
      cites: [rule('path-target-missing')],
      why: `The manifest refers to ${path}, and there is no such file.`,
      draft: withoutFile(path),
      at: inManifest(pointer, withoutFile(path)),
      twin: 'minimal',
    }),
    reject({
      name: `${name}-is-folder`,
      cites: [rule('path-target-missing')],
      why: `The manifest refers to ${path}, which is an empty folder.`,
      draft: withMembers(withoutFile(path), { [path]: null }),
      at: inManifest(pointer, withoutFile(path)),
      twin: 'minimal',
    }),
  ]),
  reject({
    name: 'template-path-other-case',
    cites: [rule('path-target-missing'), rule('unlisted-file')],
    primary: rule('unlisted-file'),
    why: 'The file of a template differs from its path in the case of one letter.',
    draft: withMembers(withoutFile(CI), { 'config/doctor_demo.CI.json': toCanonicalText(ciTemplate) }),
    at: { member: 'config/doctor_demo.CI.json' },
    twin: 'minimal',
  }),
];

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

const places: readonly Recipe[] = [
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

const { started, ci, local, manifest, completed } = events;

/** The package with one template alone. */
const withOneTemplate = (kept: 'ci' | 'local', profile: 'ci' | 'local'): PackageDraft =>
  withManifest(withMembers(minimal, { [kept === 'ci' ? LOCAL : CI]: undefined }), {
    config_templates: [kept === 'ci' ? ciEntry : localEntry],
    default_profile: profile,
  });

const presence: readonly Recipe[] = [
  accept({
    name: 'default-profile-local',
    cites: [rule('default-template-missing'), rule('other-template-missing')],
    why: 'The default profile is local, and both templates are there.',
    draft: withManifest(minimal, { default_profile: 'local' }),
  }),
  ...(['ci', 'local'] as const).flatMap((profile): Recipe[] => {
    const other = profile === 'ci' ? 'local' : 'ci';
    const log = profile === 'ci' ? ci : local;
    const onePayload = {
      ...minimalPayload,
      config_templates: [profile === 'ci' ? ciEntry : localEntry],
      structured_logs: toLogs([started, log, manifest, completed]),
    };
    return [
      reject({
        name: `default-template-${profile}-missing`,
        cites: [rule('default-template-missing')],
        why: `The default profile is ${profile}, and the package has the template for ${other} alone.`,
        draft: withOneTemplate(other, profile),
        at: { member: MANIFEST },
        twin: profile === 'ci' ? 'minimal' : 'default-profile-local',
      }),
      reject({
        name: `other-template-${other}-missing`,
        cites: [rule('other-template-missing')],
        why: `The default profile is ${profile}, and the package has the template for it alone.`,
        draft: withOneTemplate(profile, profile),
        at: { member: MANIFEST },
        twin: profile === 'ci' ? 'minimal' : 'default-profile-local',
      }),
      rejectDocument({
        name: `payload-default-template-${other}-missing`,
        cites: [rule('default-template-missing')],
        why: `The default profile is ${other}, and the payload has the template for ${profile} alone.`,
        value: { ...onePayload, default_profile: other },
        at: {},
        twin: 'package-payload-base-1',
      }),
      rejectDocument({
        name: `payload-other-template-${other}-missing`,
        cites: [rule('other-template-missing')],
        why: `The default profile is ${profile}, and the payload has the template for it alone.`,
        value: { ...onePayload, default_profile: profile },
        at: {},
        twin: 'package-payload-base-1',
      }),
    ];
  }),
  accept({
    name: 'core-default-template-missing',
    cites: [rule('default-template-missing')],
    why: 'The default profile is ci, and the package has the template for local alone; core asks for the other one only.',
    draft: withOneTemplate('local', 'ci'),
    profile: 'core',
  }),
];

const localAsCi = withManifest(withJson(minimal, CI, localTemplate), {
  config_templates: [{ ...ciEntry, command_preview: localEntry.command_preview }, localEntry],
});
const ofOtherBinary = withManifest(withJson(minimal, CI, { ...ciTemplate, binary_name: 'doctor_other' }), {
  config_templates: [
    { ...ciEntry, command_preview: 'bin/doctor_other --format json --color never doctor report-contract' },
    localEntry,
  ],
});

const PREVIEWS: readonly (readonly [name: string, preview: string, said: string])[] = [
  ['other-format', 'bin/doctor_demo --format text --color never doctor report-contract', 'has another format'],
  [
    'other-order',
    'bin/doctor_demo --color never --format json doctor report-contract',
    'has its options in another order',
  ],
  ['space-at-end', `${ciEntry.command_preview} `, 'ends with a space'],
  ['with-more', `${ciEntry.command_preview} --strict`, 'has a word more'],
  [
    'without-folder',
    'doctor_demo --format json --color never doctor report-contract',
    'does not say where the program is',
  ],
];

const templates: readonly Recipe[] = [
  reject({
    name: 'template-of-other-profile',
    cites: [rule('template-profile-mismatch')],
    why: 'The template for ci is one for local, and its entry has the command line of that.',
    draft: localAsCi,
    at: placeIn(localAsCi, CI, '/profile'),
    twin: 'minimal',
  }),
  reject({
    name: 'template-of-other-binary',
    cites: [rule('template-binary-mismatch')],
    why: 'The template for ci belongs to another program, and its entry has the command line of that.',
    draft: ofOtherBinary,
    at: placeIn(ofOtherBinary, CI, '/binary_name'),
    twin: 'minimal',
  }),
  ...PREVIEWS.map(([name, preview, said]): Recipe => {
    const draft = withManifest(minimal, { config_templates: [{ ...ciEntry, command_preview: preview }, localEntry] });
    return reject({
      name: `command-preview-${name}`,
      cites: [rule('command-preview-mismatch')],
      why: `The command_preview of a template ${said}.`,
      draft,
      at: inManifest('/config_templates/0/command_preview', draft),
      twin: 'minimal',
    });
  }),
  acceptDocument({
    name: 'manifest-command-preview-alone',
    cites: [rule('command-preview-mismatch')],
    why: 'The manifest is judged alone, so that no template is at hand to compare its command line with.',
    value: withTemplates(minimalManifest, [{ command_preview: 'bin/doctor_demo --help' }]),
  }),
];

const ZEROS = '0'.repeat(64);
const changedSource = (changed: JsonObject): PackageDraft =>
  withFinishedManifest(minimal, (complete) => ({
    ...complete,
    source_binary: changeMembers(Object(complete.source_binary), changed),
  }));

const sources: readonly Recipe[] = [
  ...(
    [
      ['digest', 'sha256', { sha256: ZEROS }],
      ['size', 'size_bytes', { size_bytes: SHELL_PROGRAM.length + 1 }],
    ] as const
  ).map(([name, member, changed]) =>
    reject({
      name: `source-binary-other-${name}`,
      cites: [rule('source-binary-mismatch')],
      why: `The source binary has another ${name} than the packaged program.`,
      draft: changedSource(changed),
      at: inManifest(`/source_binary/${member}`, changedSource(changed)),
      twin: 'minimal',
    }),
  ),
  rejectDocument({
    name: 'payload-source-binary-other-digest',
    cites: [rule('source-binary-mismatch')],
    why: 'In the payload the source binary has another digest than the packaged program.',
    value: { ...minimalPayload, source_binary: { name: 'demo', sha256: ZEROS } },
    at: { pointer: '/source_binary/sha256' },
    twin: 'package-payload-base-1',
  }),
  acceptDocument({
    name: 'payload-program-of-one-byte',
    cites: [rule('source-binary-mismatch'), rule('payload-schema')],
    why: 'The payload states a size of one byte; it has none of the source binary to compare.',
    value: { ...minimalPayload, packaged_binary_size_bytes: 1 },
  }),
  accept({
    name: 'source-binary-under-other-name',
    cites: [rule('source-binary-mismatch')],
    why: 'The source binary has a name with a space and an umlaut; what counts is its content.',
    draft: withManifest(minimal, { source_binary: { name: 'Doktor für alle' } }),
  }),
];

const wrapper = (cargo_wrapper: string): JsonObject => ({
  compatibility: { ...Object(minimal.manifest.compatibility), cargo_wrapper },
});
const localWrapper = (cargo_wrapper: string): PackageDraft =>
  withManifest(withJson(minimal, LOCAL, { ...localTemplate, rch_binary: 'tools/rch-2' }), {
    default_profile: 'local',
    ...wrapper(cargo_wrapper),
  });

const WRAPPERS: readonly (readonly [name: string, wrapper: string, said: string])[] = [
  ['of-other-program', 'sccache exec --', 'is another program than the template names'],
  ['without-dashes', 'rch exec', 'leaves out the two hyphens'],
  ['with-more', 'rch exec -- --', 'has a word more'],
  ['with-space-at-end', 'rch exec -- ', 'ends with a space'],
  ['by-path', './rch exec --', 'is the path of a file where the template has a name'],
];

const wrappers: readonly Recipe[] = [
  ...WRAPPERS.map(([name, given, said]): Recipe => {
    const draft = withManifest(minimal, wrapper(given));
    return reject({
      name: `cargo-wrapper-${name}`,
      cites: [rule('cargo-wrapper-mismatch')],
      why: `The cargo_wrapper ${said}.`,
      draft,
      at: inManifest('/compatibility/cargo_wrapper', draft),
      twin: 'minimal',
    });
  }),
  accept({
    name: 'cargo-wrapper-of-default-local',
    cites: [rule('cargo-wrapper-mismatch')],
    why: 'The default profile is local, and the wrapper is that of its template, not that of the other one.',
    draft: localWrapper('tools/rch-2 exec --'),
  }),
  reject({
    name: 'cargo-wrapper-of-other-template',
    cites: [rule('cargo-wrapper-mismatch')],
    why: 'The default profile is local, and the wrapper is that of the template for ci.',
    draft: localWrapper('rch exec --'),
    at: inManifest('/compatibility/cargo_wrapper', localWrapper('rch exec --')),
    twin: 'cargo-wrapper-of-default-local',
  }),
  acceptDocument({
    name: 'manifest-cargo-wrapper-any-word',
    cites: [rule('cargo-wrapper-mismatch')],
    why: 'The manifest is judged alone: any one word may be the wrapper.',
    value: { ...minimalManifest, ...wrapper('tools/rch-2 exec --') },
  }),
  ...(
    [
      ['two-words', 'env rch exec --'],
      ['no-word', 'exec --'],
      ['without-dashes', 'rch exec'],
    ] as const
  ).map(([name, given]) => {
    const value = { ...minimalManifest, ...wrapper(given) };
    return rejectDocument({
      name: `manifest-cargo-wrapper-${name}`,
      cites: [rule('cargo-wrapper-mismatch')],
      why: `The manifest is judged alone, and its cargo_wrapper is "${given}", not one word and "exec --".`,
      value,
      at: placeOf(value, '/compatibility/cargo_wrapper'),
      twin: 'manifest-cargo-wrapper-any-word',
    });
  }),
  accept({
    name: 'core-cargo-wrapper-of-other-program',
    cites: [rule('cargo-wrapper-mismatch')],
    why: 'The cargo_wrapper is another program than the template names; the seed does not compare the two.',
    draft: withManifest(minimal, wrapper('sccache exec --')),
    profile: 'core',
  }),
];

/** Section 4. */
export const referenceRecipes: readonly Recipe[] = [
  ...confinement,
  ...targets,
  ...places,
  ...presence,
  ...templates,
  ...sources,
  ...wrappers,
];
