import contract from '../../../contracts/distribution/v1/examples/contract.json' with { type: 'json' };
import lock from '../../../contracts/distribution/v1/examples/lock.json' with { type: 'json' };
import configuration from '../../../contracts/distribution/v1/examples/orchestrator-config.all-members.json' with {
  type: 'json',
};
import type { Recipe } from '../recipe.ts';
import { type Members, toDocument } from './artifact-draft.ts';
import { draftIndex } from './repository-draft.ts';
import { accepts } from './repository-recipe.ts';
import { another } from './resolve-recipe.ts';

/** Section 3: the values of lists of names that no other accepted document has. */
const { artifact } = contract;
const { distribution_index: index } = artifact;
const [legacy] = index.legacy;
const OLDER = 'dist/{contract_version}/older.json';
const debug = another({ profile: 'debug' });
const sidecar = (name: string): Uint8Array => {
  const bytes = debug.files[`${debug.folder}/package/${name}.json`];
  if (!(bytes instanceof Uint8Array)) throw new Error(`there is no ${name}`);
  return bytes;
};
const configured = (changes: Members): Uint8Array => toDocument({ ...configuration, ...changes });
const value = (name: string, why: string, schema: string, input: Uint8Array): Recipe =>
  accepts(name, why, input, { cites: [`distribution/${schema}-schema`] });

export const valueRecipes: readonly Recipe[] = [
  value(
    'contract-with-other-states',
    'One legacy path is in use, another one is gone, and prereleases are not supported.',
    'contract',
    toDocument({
      ...contract,
      artifact: {
        ...artifact,
        distribution_index: {
          ...index,
          legacy: [
            { ...legacy, status: 'active' },
            { ...legacy, path: OLDER, status: 'removed' },
          ],
          resolution_precedence: [...index.resolution_precedence, OLDER],
        },
        versioning: { ...artifact.versioning, pre_release: 'unsupported' },
      },
    }),
  ),
  value('index-of-debug', 'The one artifact was built for debugging.', 'index', draftIndex([debug])),
  value('manifest-of-debug', 'The artifact was built for debugging.', 'manifest', sidecar('manifest')),
  value('provenance-of-debug', 'The artifact was built for debugging.', 'provenance', sidecar('provenance')),
  value(
    'lock-of-debug',
    'What is locked was built for debugging.',
    'lock',
    toDocument({
      ...lock,
      artifacts: lock.artifacts.map((one) => ({ ...one, identity: { ...one.identity, profile: 'debug' } })),
    }),
  ),
  value(
    'configuration-that-writes-the-alias',
    'The legacy index is written, and an executable file is included in a build for debugging.',
    'orchestrator-config',
    configured({
      profiles: ['debug'],
      include: [{ from: 'run', to: 'run', mode: '0755' }],
      legacy_alias: 'write',
    }),
  ),
  value(
    'configuration-with-braces-of-the-command',
    'Braces that hold no word, or follow a dollar sign, are no placeholders; the programs stand beside the sources.',
    'orchestrator-config',
    configured({ build_command: ['sh', '-c', 'go build -o \u0024{output} {a,b} {{.}} {TARGET} {} {'], output: '.' }),
  ),
  value(
    'configuration-that-removes-the-alias',
    'The legacy index is removed.',
    'orchestrator-config',
    configured({ legacy_alias: 'remove' }),
  ),
];
