import type { Recipe } from '../recipe.ts';
import {
  BUILD,
  ciTemplate,
  minimal,
  minimalManifest,
  minimalPayload,
  PROMOTE,
  REPACKAGE,
  rich,
} from './base-packages.ts';
import { CI, type JsonObject, MANIFEST, placeIn, withJson, withManifest } from './package-draft.ts';
import { accept, acceptDocument, placeOf, reject, rejectDocument, rule } from './package-recipe.ts';

const upgrade = (command: string): JsonObject => ({ upgrade_path: [{ ...BUILD, command }, REPACKAGE, PROMOTE] });

const compatibility = (cargo_wrapper: string): JsonObject => ({
  compatibility: { ...Object(minimalManifest.compatibility), cargo_wrapper },
});

const UNROUTED: readonly (readonly [name: string, command: string, said: string])[] = [
  ['plain', 'cargo build --release', 'runs cargo without the wrapper'],
  ['by-path', '/usr/bin/cargo build', 'runs cargo by its path'],
  ['behind-env', 'env RUSTFLAGS=-g cargo build', 'runs cargo behind another program'],
  ['other-wrapper', 'sccache exec -- cargo build', 'runs cargo through another wrapper'],
  ['without-exec', 'rch -- cargo build', 'leaves out exec'],
  ['without-dashes', 'rch exec cargo build', 'leaves out the two hyphens'],
  ['longer-wrapper', 'rch2 exec -- cargo build', 'has a wrapper whose name only begins alike'],
];

const ROUTED: readonly (readonly [name: string, command: string, said: string])[] = [
  ['routed', 'rch exec -- cargo build', 'runs cargo through the wrapper'],
  ['routed-by-path', 'rch exec -- /usr/bin/cargo build', 'runs cargo by its path, through the wrapper'],
  ['of-other-tool', 'make release', 'runs no cargo'],
  ['of-cargo-like-word', 'cargo-make release --cargo=no', 'has words that only look like cargo'],
];

/** Commands of the upgrade path that build with cargo, by the wrapper that is stated. */
export const cargo: readonly Recipe[] = [
  ...UNROUTED.map(([name, command, said]): Recipe => {
    const draft = withManifest(rich, upgrade(command));
    return reject({
      name: `cargo-${name}`,
      cites: [rule('unrouted-cargo-command')],
      why: `The command of the build step ${said}.`,
      draft,
      at: placeIn(draft, MANIFEST, '/upgrade_path/0/command'),
      twin: 'rich',
    });
  }),
  ...ROUTED.map(([name, command, said]) =>
    accept({
      name: `cargo-${name}`,
      cites: [rule('unrouted-cargo-command')],
      why: `The command of the build step ${said}.`,
      draft: withManifest(rich, upgrade(command)),
    }),
  ),
  accept({
    name: 'cargo-through-wrapper-of-template',
    cites: [rule('unrouted-cargo-command')],
    why: 'The default template names another wrapper, and the command of the build step runs cargo through that.',
    draft: withManifest(withJson(minimal, CI, { ...ciTemplate, rch_binary: 'tools/rch-2' }), {
      ...upgrade('tools/rch-2 exec -- cargo build'),
      ...compatibility('tools/rch-2 exec --'),
    }),
  }),
  ...(
    [
      ['payload-cargo-plain', 'cargo run -- doctor package-cli', false],
      ['payload-cargo-wrapper-alone', 'rch exec cargo run', false],
      ['payload-cargo-any-wrapper', 'tools/rch-2 exec -- cargo run', true],
      ['payload-cargo-none', 'cargo-run exec', true],
    ] as const
  ).map(([name, command, routed]): Recipe => {
    const value = { ...minimalPayload, rerun_commands: [command] };
    const cites = [rule('unrouted-cargo-command')];
    const why = `A command of the payload is "${command}"; no template is at hand, so that any word may be the wrapper.`;
    if (routed) return acceptDocument({ name, cites, why, value });
    return rejectDocument({
      name,
      cites,
      why,
      value,
      at: placeOf(value, '/rerun_commands/0'),
      twin: 'package-payload-base-1',
    });
  }),
  ...(
    [
      ['manifest-cargo-other-wrapper', 'sccache exec -- cargo build', false],
      ['manifest-cargo-routed', 'rch exec -- cargo build', true],
    ] as const
  ).map(([name, command, routed]): Recipe => {
    const value = { ...minimalManifest, ...upgrade(command) };
    const cites = [rule('unrouted-cargo-command')];
    const why = `The build step of a manifest on its own is "${command}", and its cargo_wrapper is "rch exec --".`;
    if (routed) return acceptDocument({ name, cites, why, value });
    const at = placeOf(value, '/upgrade_path/0/command');
    return rejectDocument({ name, cites, why, value, at, twin: 'release-manifest-base-1' });
  }),
];
