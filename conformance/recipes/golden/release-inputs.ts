import type { ExpectedLocation } from '../recipe.ts';
import {
  CONFIGURATION,
  CONTRACT,
  documentOtherwise,
  givenOtherwise,
  INDEX,
  type MutableMembers,
  placeOf,
  type ReleaseDraft,
  releaseOf,
  textOtherwise,
  toldOtherwise,
} from './release-draft.ts';

const RULE = 'producer-input-invalid';
const first = releaseOf('first-release');
const published = toldOtherwise(releaseOf('next-revision'), { version: '0.2.0' });

interface InputRefusal extends ReleaseDraft {
  readonly name: string;
  readonly rule: string;
  readonly at: ExpectedLocation;
  readonly why: string;
}

/** A document that breaks a rule of its own, at one place. */
function ofDocument(
  path: string,
  name: string,
  [change, pointer, of = 'value']: readonly [
    change: (value: MutableMembers) => void,
    pointer: string,
    of?: 'value' | 'name',
  ],
  why: string,
): InputRefusal {
  const draft = documentOtherwise(path === INDEX ? published : first, path, change);
  return { ...draft, name, rule: RULE, at: placeOf(draft, path, pointer, of), why };
}

/** The same of one that comes to no value. */
function ofRepository(name: string, draft: ReleaseDraft, member: string, why: string): InputRefusal {
  return { ...draft, name, rule: RULE, at: { member }, why };
}

const set =
  (member: string, value: unknown) =>
  (document: MutableMembers): void => {
    document[member] = value;
  };

/** The one release of an index, with another member. */
function inRelease(change: (release: MutableMembers) => void): (index: MutableMembers) => void {
  return ({ releases }) => {
    if (Array.isArray(releases)) for (const release of releases) change(release);
  };
}

const text = (from: string, to: string) => (whole: string) => whole.replace(from, to);

/** Repositories whose contract, configuration or index breaks a MUST. */
export const inputRefusals: readonly InputRefusal[] = [
  ofRepository(
    'without-contract',
    givenOtherwise(first, { [`repository/${CONTRACT}`]: undefined }),
    CONTRACT,
    'There is no contract.',
  ),
  ofRepository(
    'without-configuration',
    givenOtherwise(first, { [`repository/${CONFIGURATION}`]: undefined }),
    CONFIGURATION,
    'There is no configuration where the contract says that it stands.',
  ),
  ofRepository(
    'contract-cut-short',
    textOtherwise(first, CONTRACT, (whole) => whole.slice(0, -3)),
    CONTRACT,
    'The contract ends in the middle.',
  ),
  ofRepository(
    'contract-with-name-twice',
    textOtherwise(
      first,
      CONTRACT,
      text('"contract_version": "1.0.0",', '"contract_version": "1.0.0",\n  "contract_version": "1.0.0",'),
    ),
    CONTRACT,
    'A member of the contract stands twice.',
  ),
  ofRepository(
    'index-cut-short',
    textOtherwise(published, INDEX, (whole) => whole.slice(0, -3)),
    INDEX,
    'The index ends in the middle.',
  ),
  ofDocument(
    CONTRACT,
    'contract-of-other-version',
    [set('contract_version', '1.0'), '/contract_version'],
    'Its version breaks the schema of the contract.',
  ),
  ofDocument(
    CONTRACT,
    'contract-keeps-too-little',
    [set('retention', { minimum_generations: 5 }), '/retention/minimum_generations'],
    'The contract keeps five generations.',
  ),
  ofDocument(
    CONFIGURATION,
    'configuration-with-unknown-member',
    [set('target', 'x'), '/target', 'name'],
    'The configuration has a member that its schema does not know.',
  ),
  ofDocument(
    CONFIGURATION,
    'configuration-out-of-order',
    [set('profiles', ['release', 'debug']), '/profiles/1'],
    'The profiles of the configuration are not sorted.',
  ),
  ofDocument(
    CONFIGURATION,
    'configuration-names-target-twice',
    [set('targets', ['x86_64-unknown-linux-gnu', 'x86_64-unknown-linux-gnu']), '/targets/1'],
    'A target stands twice in the configuration.',
  ),
  ofDocument(
    CONFIGURATION,
    'configuration-of-other-root',
    [set('dist_root', 'out'), '/dist_root'],
    'The configuration has another root than the contract.',
  ),
  ofDocument(
    CONFIGURATION,
    'configuration-keeps-too-little',
    [set('retention_generations', 5), '/retention_generations'],
    'The configuration keeps fewer generations than the contract.',
  ),
  ofDocument(
    CONFIGURATION,
    'target-of-no-platform',
    [set('targets', ['riscv64-unknown-linux-gnu']), '/targets/0'],
    'The matrix has no platform for the target.',
  ),
  ofDocument(
    CONFIGURATION,
    'command-with-misspelt-placeholder',
    [set('build_command', ['make', 'TARGET={traget}']), '/build_command/1'],
    'A word of the command has a placeholder that there is not.',
  ),
  ofDocument(
    CONFIGURATION,
    'output-with-other-braces',
    [set('output', 'out/{target}/{version}'), '/output'],
    'The folder of the programs has a placeholder that it cannot have.',
  ),
  ofDocument(
    CONFIGURATION,
    'output-out-of-the-build',
    [set('output', 'out/../../{target}'), '/output'],
    'The folder of the programs leads out of what was built.',
  ),
  ofDocument(
    CONFIGURATION,
    'configuration-of-no-release',
    [set('toolchain', '1.84'), '/toolchain'],
    'The toolchain of the configuration is none.',
  ),
  ofDocument(
    INDEX,
    'index-of-other-name',
    [set('name', 'tide-tables'), '/name'],
    'The index is of another program than the contract.',
  ),
  ofDocument(
    INDEX,
    'index-of-other-contract',
    [set('contract_version', '1.1.0'), '/contract_version'],
    'The index is of another version of the contract.',
  ),
  ofDocument(
    INDEX,
    'index-with-invalid-version',
    [inRelease(set('version', '0.1.0-01')), '/releases/0/version'],
    'A version of the index is none.',
  ),
];
