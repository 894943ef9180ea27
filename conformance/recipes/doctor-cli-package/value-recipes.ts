import type { Recipe } from '../recipe.ts';
import {
  BUILD,
  ciEntry,
  ciTemplate,
  localEntry,
  localTemplate,
  minimal,
  minimalPayload,
  minimalReport,
  PROMOTE,
  REPACKAGE,
} from './base-packages.ts';
import { CI, type JsonObject, MANIFEST, placeIn, withJson, withManifest } from './package-draft.ts';
import { accept, acceptDocument, placeOf, reject, rejectDocument, rule } from './package-recipe.ts';

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

/** Versions against SemVer. */
export const semver: readonly Recipe[] = [
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

/** Lists whose order is given. */
export const orders: readonly Recipe[] = [
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

/** Settings of templates. */
export const settings: readonly Recipe[] = [
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
