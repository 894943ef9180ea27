import { toCanonicalText } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import {
  BUILD,
  ciEntry,
  ciTemplate,
  events,
  localEntry,
  localTemplate,
  minimal,
  minimalManifest,
  minimalPayload,
  minimalReport,
  PROMOTE,
  REPACKAGE,
  richPayload,
  toLogs,
} from './base-packages.ts';
import {
  CI,
  changeMembers,
  type JsonObject,
  LOCAL,
  MANIFEST,
  placeIn,
  withFinishedManifest,
  withJson,
  withManifest,
  withMembers,
} from './package-draft.ts';
import { accept, acceptDocument, placeOf, reject, rejectDocument } from './package-recipe.ts';

const rule = (name: string): string => `doctor-cli-package/${name}`;

interface Broken {
  readonly name: string;
  readonly why: string;
  readonly value: unknown;
  readonly pointer: string;
}

const UNKNOWN: readonly Broken[] = [
  {
    name: 'schema-version-of-next-version',
    why: 'The payload is of version 2, which is not read as version 1.',
    value: { ...minimalPayload, schema_version: 'doctor-cli-package-v2' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-with-space',
    why: 'A space follows the version of a template.',
    value: { ...ciTemplate, schema_version: 'doctor-cli-package-config-v1 ' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-upper-case',
    why: 'The version of a report is written with upper-case letters.',
    value: { schema_version: 'Doctor-Core-Report-V1' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-number',
    why: 'The version is the number 1.',
    value: { ...minimalManifest, schema_version: 1 },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-prototype-name',
    why: 'The version is a name that every object of some languages has.',
    value: { schema_version: '__proto__' },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-list',
    why: 'The version is a list with the right text in it.',
    value: { schema_version: ['doctor-core-report-v1'] },
    pointer: '/schema_version',
  },
  {
    name: 'schema-version-in-list',
    why: 'The document is a list with a report in it, and not an object.',
    value: [minimalReport],
    pointer: '',
  },
  {
    name: 'schema-version-other-case',
    why: 'The member is called schemaVersion.',
    value: { schemaVersion: 'doctor-core-report-v1' },
    pointer: '',
  },
];

const versions: readonly Recipe[] = UNKNOWN.map(({ name, why, value, pointer }) =>
  rejectDocument({
    name,
    cites: [rule('unknown-schema-version')],
    why,
    value,
    at: pointer === '' ? { pointer } : placeOf(value, pointer),
    twin: twinOf(value),
  }),
);

function twinOf(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.includes('upgrade_path')) return 'release-manifest-base-1';
  if (text.includes('structured_logs')) return 'package-payload-base-1';
  return text.includes('rch_binary') ? 'config-template-base-1' : 'core-report-base-1';
}

/** In a folder the path says which document is meant, and a wrong version breaks that document's schema. */
const inFolder: readonly Recipe[] = (
  [
    [MANIFEST, 'release-manifest', { ...minimalManifest, schema_version: 'doctor-cli-release-manifest-v2' }],
    [CI, 'config-template', { ...ciTemplate, schema_version: 'doctor-cli-package-config-v2' }],
  ] as const
).flatMap(([member, schema, nextVersion]): Recipe[] => {
  const around = (value: unknown) =>
    member === MANIFEST ? withFinishedManifest(minimal, () => value) : withJson(minimal, member, value);
  const refuse = (name: string, why: string, value: unknown, keyword: string, pointer: string, place: boolean) => {
    const draft = around(value);
    const at = place ? placeIn(draft, member, pointer) : { member, pointer };
    const recipe = reject({
      name: `${schema}-in-folder-${name}`,
      cites: [rule(`${schema}-schema`)],
      why,
      draft,
      at,
      twin: 'minimal',
    });
    const schemaPointer = keyword === 'const' ? '#/properties/schema_version/const' : `#/${keyword}`;
    return { ...recipe, expect: { ...recipe.expect, details: { keyword, schemaPointer } } };
  };
  return [
    refuse('of-next-version', 'The document is of version 2.', nextVersion, 'const', '/schema_version', true),
    refuse(
      'without-version',
      'The document has no schema_version; its path says what it is.',
      changeMembers(nextVersion, { schema_version: undefined }),
      'required',
      '',
      false,
    ),
    refuse('is-list', 'The document is a list.', [], 'type', '', false),
    refuse('is-null', 'The document is null.', null, 'type', '', false),
  ];
});

const VERSIONS: readonly (readonly [name: string, version: string, said: string])[] = [
  ['leading-zero', '01.4.0', 'its major number begins with a zero'],
  ['leading-zero-in-patch', '1.4.00', 'its patch number begins with a zero'],
  ['four-numbers', '1.4.0.1', 'it has four numbers'],
  ['empty-pre-release', '1.4.0-', 'nothing follows its hyphen'],
  ['empty-build', '1.4.0+', 'nothing follows its plus sign'],
  ['empty-identifier', '1.4.0-rc..1', 'an identifier of its pre-release is empty'],
  ['pre-release-leading-zero', '1.4.0-01', 'a number in its pre-release begins with a zero'],
  ['two-builds', '1.4.0+a+b', 'it has two plus signs'],
  ['letter-behind', '1.4.0a', 'a letter stands behind its patch number'],
];

const semver: readonly Recipe[] = [
  ...VERSIONS.flatMap(([name, version, said]): Recipe[] => {
    const value = { ...minimalPayload, package_version: version };
    return [
      rejectDocument({
        name: `payload-version-${name}`,
        cites: [rule('invalid-version')],
        why: `The package_version is ${version}: ${said}.`,
        value,
        at: placeOf(value, '/package_version'),
        twin: 'package-payload-base-1',
      }),
    ];
  }),
  ...['leading-zero', 'empty-pre-release'].map((name) => {
    const version = VERSIONS.find(([known]) => known === name)?.[1] ?? '';
    const draft = withManifest(minimal, { package_version: version });
    return reject({
      name: `manifest-version-${name}`,
      cites: [rule('invalid-version')],
      why: `The package_version of the manifest is ${version}.`,
      draft,
      at: placeIn(draft, MANIFEST, '/package_version'),
      twin: 'minimal',
    });
  }),
  ...['1.4.0-rc.1+build.05', '0.0.0', '1.4.0-0a', '1.4.0--', '99999999999999999999.0.0', '1.4.0-alpha-1.0'].map(
    (version, index) =>
      acceptDocument({
        name: `payload-version-allowed-${index + 1}`,
        cites: [rule('invalid-version')],
        why: `The package_version is ${version}, which Semantic Versioning 2.0.0 allows.`,
        value: { ...minimalPayload, package_version: version },
      }),
  ),
  acceptDocument({
    name: 'report-version-leading-zero',
    cites: [rule('invalid-version')],
    why: 'The program_version of a report is 01.4.0; the rule is about package_version alone.',
    value: { ...minimalReport, program_version: '01.4.0' },
  }),
  acceptDocument({
    name: 'core-payload-version-leading-zero',
    cites: [rule('invalid-version')],
    why: 'The package_version is 01.4.0; that versions are semantic is our reading of the seed.',
    value: { ...minimalPayload, package_version: '01.4.0' },
    profile: 'core',
  }),
];

function refuseIn(name: string, about: string, why: string, changed: JsonObject, pointer: string): Recipe {
  const draft = withManifest(minimal, changed);
  const at = placeIn(draft, MANIFEST, pointer);
  return reject({ name, cites: [rule(about)], why, draft, at, twin: 'minimal' });
}

const ALL = ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64'];

const orders: readonly Recipe[] = [
  refuseIn(
    'template-order-reversed',
    'template-order',
    'The template of the profile local stands ahead of that of ci.',
    { config_templates: [localEntry, ciEntry] },
    '/config_templates/1/profile',
  ),
  rejectDocument({
    name: 'payload-template-order-reversed',
    cites: [rule('template-order')],
    why: 'In the payload the template of the profile local stands ahead of that of ci.',
    value: { ...minimalPayload, config_templates: [localEntry, ciEntry] },
    at: { pointer: '/config_templates/1/profile' },
    twin: 'package-payload-base-1',
  }),
  rejectDocument({
    name: 'payload-template-twice',
    cites: [rule('template-order'), rule('other-template-missing')],
    why: 'The payload has the template of ci twice, and that of local not at all.',
    value: { ...minimalPayload, config_templates: [ciEntry, ciEntry] },
    at: { pointer: '/config_templates/1/profile' },
    twin: 'package-payload-base-1',
  }),
  refuseIn(
    'platform-order-reversed',
    'platform-order',
    'The platforms linux-x86_64 and linux-aarch64 stand in this order.',
    { supported_platforms: ['linux-x86_64', 'linux-aarch64'] },
    '/supported_platforms/1',
  ),
  refuseIn(
    'platform-order-last',
    'platform-order',
    'Of four platforms the last two are the wrong way round.',
    { supported_platforms: ['linux-aarch64', 'linux-x86_64', 'macos-x86_64', 'macos-aarch64'] },
    '/supported_platforms/3',
  ),
  accept({
    name: 'platforms-sorted',
    cites: [rule('platform-order')],
    why: 'All four platforms are sorted.',
    draft: withManifest(minimal, { supported_platforms: ALL }),
  }),
  refuseIn(
    'upgrade-path-swapped',
    'upgrade-path-order',
    'The upgrade path repackages ahead of the build.',
    { upgrade_path: [REPACKAGE, BUILD, PROMOTE] },
    '/upgrade_path/0/step',
  ),
  refuseIn(
    'upgrade-path-promotes-twice',
    'upgrade-path-order',
    'The upgrade path promotes twice, and does not repackage.',
    { upgrade_path: [BUILD, PROMOTE, PROMOTE] },
    '/upgrade_path/1/step',
  ),
];

const SETTINGS: readonly (readonly [base: JsonObject, setting: string, value: unknown])[] = [
  [ciTemplate, 'output_format', 'text'],
  [ciTemplate, 'color', 'auto'],
  [ciTemplate, 'color', 'always'],
  [ciTemplate, 'strict_mode', false],
  [localTemplate, 'output_format', 'json'],
  [localTemplate, 'color', 'never'],
  [localTemplate, 'color', 'always'],
  [localTemplate, 'strict_mode', true],
];

const settings: readonly Recipe[] = [
  ...SETTINGS.map(([base, setting, given]): Recipe => {
    const value = { ...base, [setting]: given };
    return rejectDocument({
      name: `${base.profile}-template-${setting.replace('_', '-')}-${given}`,
      cites: [rule('profile-settings')],
      why: `The template for ${base.profile} has ${String(given)} as its ${setting}.`,
      value,
      at: placeOf(value, `/${setting}`),
      twin: base === ciTemplate ? 'config-template-base-1' : 'config-template-base-2',
    });
  }),
  ...SETTINGS.map(([base, setting, given]) =>
    acceptDocument({
      name: `core-${base.profile}-template-${setting.replace('_', '-')}-${given}`,
      cites: [rule('profile-settings')],
      why: `The template for ${base.profile} has ${String(given)} as its ${setting}; the seed leaves that open.`,
      value: { ...base, [setting]: given },
      profile: 'core',
    }),
  ),
  reject({
    name: 'template-not-strict-in-folder',
    cites: [rule('profile-settings')],
    why: 'The template for ci in the package is not strict, and the manifest has its size and digest.',
    draft: withJson(minimal, CI, { ...ciTemplate, strict_mode: false }),
    at: placeIn(withJson(minimal, CI, { ...ciTemplate, strict_mode: false }), CI, '/strict_mode'),
    twin: 'minimal',
  }),
];

const { started, ci, local, smoke, manifest, completed } = events;

/** Payloads with other events. `length` says of how many. */
const LOGS: readonly (readonly [name: string, why: string, logs: Parameters<typeof toLogs>[0], pointer: string])[] = [
  [
    'without-start',
    'The events begin with a template, not with the start.',
    [ci, local, manifest, completed],
    '/0/event',
  ],
  [
    'without-template',
    'There are two templates, and the event of one.',
    [started, ci, manifest, completed],
    '/2/event',
  ],
  [
    'with-third-template',
    'There are two templates, and the events of three.',
    [started, ci, local, local, manifest, completed],
    '/3/event',
  ],
  [
    'with-smoke',
    'A smoke run has an event, and there is no install_smoke.',
    [started, ci, local, smoke, manifest, completed],
    '/3/event',
  ],
  [
    'completed-ahead-of-manifest',
    'The package is complete ahead of its manifest.',
    [started, ci, local, completed, manifest],
    '/3/event',
  ],
  ['without-completion', 'The last event is that of the manifest.', [started, ci, local, manifest], ''],
  [
    'after-completion',
    'The manifest is written once more after the completion.',
    [started, ci, local, manifest, completed, manifest],
    '/5/event',
  ],
  ['of-start-alone', 'There is the event of the start, and no other.', [started], ''],
];

const logs: readonly Recipe[] = [
  ...LOGS.map(([name, why, given, pointer]): Recipe => {
    const value = { ...minimalPayload, structured_logs: toLogs(given) };
    const at = { pointer: `/structured_logs${pointer}` };
    return rejectDocument({
      name: `log-events-${name}`,
      cites: [rule('log-events')],
      why,
      value,
      at,
      twin: 'package-payload-base-1',
    });
  }),
  rejectDocument({
    name: 'log-events-without-smoke',
    cites: [rule('log-events')],
    why: 'There is an install_smoke, and no event of a smoke run.',
    value: { ...richPayload, structured_logs: toLogs([started, ci, local, manifest, completed]) },
    at: { pointer: '/structured_logs/3/event' },
    twin: 'package-payload-base-2',
  }),
  rejectDocument({
    name: 'log-events-smoke-behind-manifest',
    cites: [rule('log-events')],
    why: 'The smoke run stands behind the manifest, which records it.',
    value: { ...richPayload, structured_logs: toLogs([started, ci, local, manifest, smoke, completed]) },
    at: { pointer: '/structured_logs/3/event' },
    twin: 'package-payload-base-2',
  }),
  ...(
    [
      ['from-two', [2, 3, 4, 5, 6], '/0'],
      ['with-gap', [1, 2, 4, 5, 6], '/2'],
      ['with-repetition', [1, 2, 2, 3, 4], '/2'],
      ['descending', [5, 4, 3, 2, 1], '/0'],
    ] as const
  ).map(([name, numbers, pointer]) => {
    const numbered = toLogs([started, ci, local, manifest, completed]).map((log, index) => ({
      ...log,
      sequence: numbers[index],
    }));
    const value = { ...minimalPayload, structured_logs: numbered };
    return rejectDocument({
      name: `log-sequence-${name}`,
      cites: [rule('log-sequence')],
      why: `The events are numbered ${numbers.join(', ')}.`,
      value,
      at: placeOf(value, `/structured_logs${pointer}/sequence`),
      twin: 'package-payload-base-1',
    });
  }),
  acceptDocument({
    name: 'log-details-of-every-type',
    cites: [rule('log-events'), rule('log-sequence')],
    why: 'The details of an event hold a text, a number and a truth value; which ones is left open.',
    value: {
      ...minimalPayload,
      structured_logs: toLogs([[started[0], { a: 'x', b: -1.5, c: false }], ci, local, manifest, completed]),
    },
  }),
];

/** Within version 1 config templates may gain members, and the other documents of a package may not. */
const evolution: readonly Recipe[] = [
  ...(
    [
      ['text', { retry_note: 'twice' }],
      ['object', { retry: { limit: 3, on: ['timeout'] } }],
      ['null', { retry_limit: null }],
      ['empty-name', { '': 1 }],
      ['prototype-name', JSON.parse('{"__proto__": 1, "constructor": 2}')],
    ] as const
  ).map(([name, added]) =>
    acceptDocument({
      name: `template-with-later-member-${name}`,
      cites: [rule('config-template-schema')],
      why: 'The template has members that this version does not know; a reader passes over them.',
      value: Object.fromEntries([...Object.entries(ciTemplate), ...Object.entries(added)]),
    }),
  ),
  accept({
    name: 'template-with-later-member-in-folder',
    cites: [rule('config-template-schema'), rule('command-preview-mismatch')],
    why: 'A template of the package has a member that this version does not know; it changes no command line.',
    draft: withJson(minimal, LOCAL, { ...localTemplate, retry_limit: 3 }),
  }),
  reject({
    ...(() => {
      const draft = withManifest(minimal, { retry_limit: 3 });
      return { draft, at: { member: MANIFEST, pointer: '/retry_limit' } };
    })(),
    name: 'manifest-with-later-member-in-folder',
    cites: [rule('release-manifest-schema')],
    why: 'The manifest has a member that this version does not know, which might be a reference.',
    twin: 'minimal',
  }),
];

const text = (value: unknown): string => toCanonicalText(value).text;

/** Rules of strict-json inside of a package, and of documents on their own. */
const syntax: readonly Recipe[] = [
  rejectDocument({
    name: 'json-duplicate-key',
    cites: ['json/duplicate-key'],
    why: 'A template has its profile twice, with two values.',
    value: undefined,
    text: text(ciTemplate).replace('"profile": "ci"', '"profile": "local", "profile": "ci"'),
    at: { line: 6, column: 23 },
    twin: 'config-template-base-1',
  }),
  rejectDocument({
    name: 'json-trailing-data',
    cites: ['json/trailing-data'],
    why: 'Two reports stand in one document.',
    value: undefined,
    text: text(minimalReport).repeat(2),
    at: { line: 4, column: 1 },
    twin: 'core-report-base-1',
  }),
  rejectDocument({
    name: 'json-byte-order-mark',
    cites: ['json/byte-order-mark'],
    why: 'The report begins with a byte order mark.',
    value: undefined,
    text: `\ufeff${text(minimalReport)}`,
    at: { offset: 0 },
    twin: 'core-report-base-1',
  }),
  rejectDocument({
    name: 'json-empty-document',
    cites: ['json/empty-document'],
    why: 'The document is empty.',
    value: undefined,
    text: '',
    at: {},
    twin: 'core-report-base-1',
  }),
];

const cutOff = text(minimalManifest).slice(0, -3);
const notUtf8 = Uint8Array.from([...new TextEncoder().encode(text(ciTemplate).replace('"rch"', '"rc')), 0xff]);
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

const syntaxInFolder: readonly Recipe[] = [
  reject({
    name: 'manifest-cut-off',
    cites: ['json/unexpected-end'],
    why: 'The manifest ends ahead of its last brace; nothing that it says is compared with anything.',
    draft: withFinishedManifest(minimal, () => ({ text: cutOff, value: undefined, places: new Map() })),
    at: { member: MANIFEST },
    twin: 'minimal',
  }),
  reject({
    name: 'template-not-utf8',
    cites: ['json/invalid-utf8'],
    why: 'A template, with its right size and digest, ends with a byte that is not UTF-8.',
    draft: withMembers(minimal, { [CI]: notUtf8 }),
    at: { member: CI },
    twin: 'minimal',
  }),
  reject({
    name: 'template-duplicate-key',
    cites: ['json/duplicate-key'],
    why: 'A template has two command lines for a reader that takes the first member and one that takes the last.',
    draft: withMembers(minimal, {
      [LOCAL]: new TextEncoder().encode(text(localTemplate).replace('"color"', '"color": "never",\n  "color"')),
    }),
    at: { member: LOCAL, line: 4, column: 3 },
    twin: 'minimal',
  }),
  reject({
    name: 'template-nested-too-deep',
    cites: ['json/nesting-too-deep'],
    why: 'A member of a template that this version does not know has 64 lists in each other, 65 levels in all.',
    draft: withJson(minimal, CI, { ...ciTemplate, later: nested(64) }),
    at: { member: CI },
    twin: 'template-nested-at-limit',
  }),
  accept({
    name: 'template-nested-at-limit',
    cites: ['json/nesting-too-deep'],
    why: 'A member of a template that this version does not know has 63 lists in each other, 64 levels in all.',
    draft: withJson(minimal, CI, { ...ciTemplate, later: nested(63) }),
  }),
];

const [invalidManifest, invalidTemplate] = [
  withFinishedManifest(withMembers(minimal, { 'notes.txt': new TextEncoder().encode('x\n') }), (complete) => ({
    ...complete,
    default_profile: 'nightly',
  })),
  withJson(minimal, CI, { ...ciTemplate, color: 'sometimes', binary_name: 'doctor_other' }),
];

/** What section 1 says of documents that cannot be relied on, and of a folder that cannot be read one way. */
const stages: readonly Recipe[] = [
  reject({
    name: 'manifest-of-no-use-beside-unlisted-file',
    cites: [rule('release-manifest-schema'), rule('unlisted-file')],
    why: 'The default profile of the manifest is none that there is, and a file is unlisted, which is then not judged.',
    draft: invalidManifest,
    at: placeIn(invalidManifest, MANIFEST, '/default_profile'),
    twin: 'minimal',
  }),
  reject({
    name: 'template-of-no-use-of-other-binary',
    cites: [rule('config-template-schema'), rule('template-binary-mismatch')],
    why: 'The color of a template is none that there is, and its binary_name another, which is then not compared.',
    draft: invalidTemplate,
    at: placeIn(invalidTemplate, CI, '/color'),
    twin: 'minimal',
  }),
  reject({
    name: 'link-beside-missing-manifest',
    cites: [rule('folder-special-file'), rule('missing-release-manifest')],
    why: 'There is a symbolic link, and no manifest: the entries of the folder are judged first, and nothing else then.',
    draft: withMembers(
      withFinishedManifest(minimal, () => undefined),
      { linked: { link: CI } },
    ),
    at: { member: 'linked' },
    twin: 'minimal',
  }),
  reject({
    name: 'integrity-ahead-of-documents',
    cites: [rule('template-digest-mismatch'), rule('platform-order')],
    why: 'A template was changed after the manifest was written, and the platforms are not sorted: integrity stands first.',
    draft: withFinishedManifest(
      withMembers(minimal, {
        [CI]: new TextEncoder().encode(text(ciTemplate).replace('doctor-reports', 'doctor-outputs')),
      }),
      () => ({ ...minimalManifest, supported_platforms: ['linux-x86_64', 'linux-aarch64'] }),
    ),
    at: { member: CI },
    twin: 'minimal',
  }),
];

/** Section 3, and what the documents build on. */
export const documentRecipes: readonly Recipe[] = [
  ...versions,
  ...inFolder,
  ...semver,
  ...orders,
  ...settings,
  ...logs,
  ...evolution,
  ...syntax,
  ...syntaxInFolder,
  ...stages,
];
