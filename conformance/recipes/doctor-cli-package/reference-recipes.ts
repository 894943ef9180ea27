import type { Recipe } from '../recipe.ts';
import { minimal, minimalPayload } from './base-packages.ts';
import { wrappers } from './cargo-wrapper-recipes.ts';
import {
  changeMembers,
  inManifest,
  type JsonObject,
  type PackageDraft,
  withFinishedManifest,
  withManifest,
} from './package-draft.ts';
import { confinement, targets } from './package-path-recipes.ts';
import { places } from './package-place-recipes.ts';
import { accept, acceptDocument, reject, rejectDocument, rule } from './package-recipe.ts';
import { SHELL_PROGRAM } from './programs.ts';
import { presence, templates } from './template-recipes.ts';

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
