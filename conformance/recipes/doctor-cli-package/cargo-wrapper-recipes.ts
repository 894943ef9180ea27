import type { Recipe } from '../recipe.ts';
import { localTemplate, minimal, minimalManifest } from './base-packages.ts';
import { inManifest, type JsonObject, LOCAL, type PackageDraft, withJson, withManifest } from './package-draft.ts';
import { accept, acceptDocument, placeOf, reject, rejectDocument, rule } from './package-recipe.ts';

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

/** The wrapper that the manifest states against that of the default template. */
export const wrappers: readonly Recipe[] = [
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
