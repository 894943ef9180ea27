import { toCanonicalText } from '../document-text.ts';
import type { Recipe } from '../recipe.ts';
import {
  ciEntry,
  ciTemplate,
  installSmoke,
  minimal,
  minimalManifest,
  minimalPayload,
  richManifest,
} from './base-packages.ts';
import {
  CI,
  completeManifest,
  inManifest,
  type JsonObject,
  LOCAL,
  type PackageDraft,
  PROGRAM,
  withFinishedManifest,
  withMembers,
} from './package-draft.ts';
import { acceptDocument, placeOf, reject, rejectDocument, rule } from './package-recipe.ts';

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
export const confinement: readonly Recipe[] = [
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
export function withTemplates(manifest: JsonObject, changed: readonly JsonObject[]): JsonObject {
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

/** Where the paths of a manifest lead. */
export const targets: readonly Recipe[] = [
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
