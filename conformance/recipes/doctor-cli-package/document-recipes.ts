import type { Recipe } from '../recipe.ts';
import { ciTemplate, localTemplate, minimal, minimalManifest } from './base-packages.ts';
import { logs } from './event-recipes.ts';
import {
  CI,
  LOCAL,
  MANIFEST,
  placeIn,
  withFinishedManifest,
  withJson,
  withManifest,
  withMembers,
} from './package-draft.ts';
import { accept, acceptDocument, reject, rule } from './package-recipe.ts';
import { inFolder, versions } from './schema-version-recipes.ts';
import { syntax, syntaxInFolder, text } from './syntax-recipes.ts';
import { orders, semver, settings } from './value-recipes.ts';

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
