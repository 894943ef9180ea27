import type { Recipe } from '../recipe.ts';
import {
  ciEntry,
  ciTemplate,
  events,
  localEntry,
  localTemplate,
  minimal,
  minimalManifest,
  minimalPayload,
  toLogs,
} from './base-packages.ts';
import {
  CI,
  inManifest,
  LOCAL,
  MANIFEST,
  type PackageDraft,
  placeIn,
  withJson,
  withManifest,
  withMembers,
} from './package-draft.ts';
import { withTemplates } from './package-path-recipes.ts';
import { accept, acceptDocument, reject, rejectDocument, rule } from './package-recipe.ts';

const { started, ci, local, manifest, completed } = events;

/** The package with one template alone. */
const withOneTemplate = (kept: 'ci' | 'local', profile: 'ci' | 'local'): PackageDraft =>
  withManifest(withMembers(minimal, { [kept === 'ci' ? LOCAL : CI]: undefined }), {
    config_templates: [kept === 'ci' ? ciEntry : localEntry],
    default_profile: profile,
  });

/** Which templates there are, and what the events say of them. */
export const presence: readonly Recipe[] = [
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

/** Templates against the manifest and its compatibility. */
export const templates: readonly Recipe[] = [
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
