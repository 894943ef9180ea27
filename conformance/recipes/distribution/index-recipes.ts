import type { ResolveRecipe } from '../case-recipe.ts';
import { draftArtifact, FIRST, toDocument } from './artifact-draft.ts';
import { LIKE_COMMIT } from './commits.ts';
import { ONE_ROW } from './identity-recipes.ts';
import {
  BEFORE_SUNSET,
  CONTRACT,
  CONTRACT_FILE,
  draftIndex,
  draftRepository,
  INDEX_FILE,
  LEGACY_FILE,
  SUNSET,
  without,
} from './repository-draft.ts';
import { another, ONE, refuses, resolves, typed } from './resolve-recipe.ts';

/** Sections 5.1 and 5.2: the contract, and which index is read. */
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const whole = draftRepository([ONE]);
const index = new TextDecoder().decode(draftIndex([ONE]));
const contract = new TextDecoder().decode(toDocument(CONTRACT));

const ofContract = (name: string, why: string, rule: string, changed: Uint8Array): ResolveRecipe =>
  refuses(name, why, ONE_ROW, rule, { input: { ...whole, [CONTRACT_FILE]: changed } });

const contracts = [
  refuses(
    'no-contract',
    'The index and the artifact stand there, and no contract.',
    ONE_ROW,
    'distribution/no-contract',
    {
      input: without(whole, CONTRACT_FILE),
    },
  ),
  ofContract(
    'contract-with-a-name-twice',
    'A name stands twice in the contract.',
    'json/duplicate-key',
    text(
      contract.replace('"contract_version": "1.0.0",', '"contract_version": "1.0.0",\n  "contract_version": "1.0.0",'),
    ),
  ),
  ofContract(
    'contract-cut-off',
    'The last brace of the contract is missing.',
    'json/unexpected-end',
    text(contract.slice(0, -2)),
  ),
  ofContract(
    'contract-without-matrix',
    'The contract has no matrix.',
    'distribution/contract-schema',
    toDocument(CONTRACT, { compatibility_matrix: undefined }),
  ),
  ofContract(
    'contract-that-keeps-five',
    'The contract keeps five generations, one too few.',
    'distribution/retention-too-short',
    toDocument(CONTRACT, { retention: { minimum_generations: 5 } }),
  ),
];

const legacyInput = { ...without(whole, INDEX_FILE), [LEGACY_FILE]: draftIndex([ONE]) };
const WARNED = 'distribution/legacy-index';
const secondBefore = resolves(
  'legacy-index-one-second-before',
  'The legacy index stands alone, one second ahead of its sunset.',
  ONE,
  { input: legacyInput, now: BEFORE_SUNSET, warnings: [WARNED] },
);
const allowed = resolves(
  'legacy-index-allowed-at-the-sunset',
  'The legacy index is past its sunset, and read all the same, as it is told.',
  ONE,
  {
    input: legacyInput,
    now: SUNSET,
    options: { allowSunsetLegacy: true },
    warnings: ['distribution/legacy-index-allowed'],
  },
);
const legacy = [
  secondBefore,
  allowed,
  resolves('legacy-index-long-before', 'The legacy index stands alone, months ahead of its sunset.', ONE, {
    input: legacyInput,
    now: '2026-04-05T00:00:00Z',
    warnings: [WARNED],
  }),
  resolves(
    'legacy-index-allowed-before',
    'To be told to read a legacy index behind its sunset changes nothing ahead of it.',
    ONE,
    { input: legacyInput, options: { allowSunsetLegacy: true }, warnings: [WARNED] },
  ),
  refuses(
    'legacy-index-at-the-sunset',
    'The sunset is the first moment that is not supported.',
    secondBefore,
    'distribution/legacy-index-sunset',
    {
      now: SUNSET,
    },
  ),
  refuses(
    'legacy-index-not-allowed',
    'At the sunset, nobody has told to read it all the same.',
    allowed,
    'distribution/legacy-index-sunset',
    {
      options: {},
    },
  ),
  refuses('legacy-index-months-later', 'The sunset was months ago.', secondBefore, 'distribution/legacy-index-sunset', {
    now: '2026-11-21T12:00:00Z',
  }),
  resolves('both-indexes', 'The canonical index is read first, and nothing is to be warned of.', ONE, {
    input: { ...whole, [LEGACY_FILE]: draftIndex([ONE]) },
    cites: [WARNED, 'distribution/legacy-index-sunset', 'distribution/legacy-index-allowed'],
  }),
  resolves('both-indexes-behind-the-sunset', 'Nobody needs the legacy index, which has ended.', ONE, {
    input: { ...whole, [LEGACY_FILE]: draftIndex([ONE]) },
    now: '2026-11-21T12:00:00Z',
    cites: ['distribution/legacy-index-sunset', 'distribution/legacy-index-allowed'],
  }),
  refuses(
    'no-index-at-all',
    'Neither the canonical index is there nor the legacy one.',
    ONE_ROW,
    'distribution/no-index',
    {
      input: without(whole, INDEX_FILE),
    },
  ),
  refuses('no-index-behind-the-sunset', 'Nothing is there that could have ended.', ONE_ROW, 'distribution/no-index', {
    input: without(whole, INDEX_FILE),
    now: '2026-11-21T12:00:00Z',
    options: { allowSunsetLegacy: true },
  }),
];

const beside = (name: string, why: string, rule: string, canonical: ResolveRecipe['input']['x']): ResolveRecipe =>
  refuses(name, why, secondBefore, rule, { input: { ...legacyInput, [INDEX_FILE]: canonical } });
const fallback = [
  beside(
    'canonical-cut-off-beside-legacy',
    'The canonical index is cut off; the legacy one is whole, and is not asked.',
    'json/unexpected-end',
    text(index.slice(0, -2)),
  ),
  beside(
    'canonical-empty-beside-legacy',
    'The canonical index is empty; the legacy one is not asked.',
    'json/empty-document',
    text(''),
  ),
  beside(
    'canonical-without-releases-beside-legacy',
    'The canonical index has no releases; the legacy one is not asked.',
    'distribution/index-schema',
    text('{}\n'),
  ),
  beside(
    'canonical-without-the-row-beside-legacy',
    'The canonical index has another revision alone; the legacy one, which has the row, is not asked.',
    'distribution/no-match',
    draftIndex([another({ dist_revision: 'r2' })]),
  ),
  beside(
    'canonical-folder-beside-legacy',
    'Where the canonical index should be there is a folder: it exists, and cannot be read.',
    'distribution/index-unreadable',
    null,
  ),
  beside(
    'canonical-link-to-nothing-beside-legacy',
    'The canonical index is a link to nothing: it exists, and cannot be read.',
    'distribution/index-unreadable',
    { link: 'nothing.json' },
  ),
  refuses(
    'canonical-folder',
    'Where the canonical index should be there is a folder.',
    ONE_ROW,
    'distribution/index-unreadable',
    {
      input: { ...without(whole, INDEX_FILE), [INDEX_FILE]: null },
    },
  ),
];

const withIndex = (changed: string): ResolveRecipe['input'] => ({ ...whole, [INDEX_FILE]: text(changed) });
const ofIndex = (name: string, why: string, rule: string, changed: string, cites?: readonly string[]): ResolveRecipe =>
  refuses(name, why, ONE_ROW, rule, { input: withIndex(changed), ...(cites && { cites }) });
const syntax = [
  ofIndex('index-with-byte-order-mark', 'A byte order mark leads the index.', 'json/byte-order-mark', `\ufeff${index}`),
  ofIndex(
    'index-with-a-name-twice',
    'The name of the index stands twice.',
    'json/duplicate-key',
    index.replace('"name"', '"contract_version": "1.0.0",\n  "name"'),
  ),
  ofIndex(
    'index-with-trailing-comma',
    'A comma follows the last member.',
    'json/trailing-comma',
    index.replace('\n  ]\n}', '\n  ],\n}'),
  ),
  ofIndex(
    'index-with-moment-as-text',
    'The moment of the build is a text.',
    'distribution/index-schema',
    index.replace(': 1775320894', ': "1775320894"'),
  ),
  ofIndex(
    'index-with-digest-in-upper-case',
    'The digest is written in upper case.',
    'distribution/index-schema',
    index.replace(/(?<="artifact_sha256": ")[0-9a-f]+/u, (digest) => digest.toUpperCase()),
  ),
  ofIndex('index-as-a-map', 'The releases are a map and no list.', 'distribution/index-schema', '{"releases": {}}\n'),
  resolves('index-with-unknown-members', 'Members that a reader does not know are passed over.', ONE, {
    input: draftRepository([draftArtifact(FIRST, { row: { signature: 'none', labels: ['a'] } })], {
      [INDEX_FILE]: draftIndex([draftArtifact(FIRST, { row: { signature: 'none', labels: ['a'] } })], {
        generator: 'other',
      }),
    }),
    cites: ['distribution/index-schema', 'distribution/unknown-member'],
  }),
  resolves('index-in-the-form-of-the-seed', 'The index has no more than what readers need.', ONE, {
    input: draftRepository([ONE], {
      [INDEX_FILE]: draftIndex([draftArtifact(FIRST, { row: { gitsha: undefined, provenance_file: undefined } })], {
        schema_version: undefined,
        contract_version: undefined,
        name: undefined,
      }),
    }),
    cites: ['distribution/index-schema', 'distribution/missing-producer-member'],
  }),
];

const second = another({ dist_revision: 'r2' });
const two = draftRepository([ONE, second]);
const apartIn = (index: Uint8Array): ResolveRecipe['input'] => ({ ...two, [INDEX_FILE]: index });
const grouped = resolves('two-revisions', 'Two revisions stand in one list.', ONE, {
  input: two,
  cites: ['distribution/duplicate-row', 'distribution/index-order'],
});
const apart = (['releases', 'targets', 'profiles'] as const).map((level) =>
  refuses(
    `${level.slice(0, -1)}-twice`,
    `The two revisions stand in two ${level} that are the same.`,
    grouped,
    `distribution/duplicate-${level.slice(0, -1)}`,
    { input: apartIn(draftIndex([ONE, second], {}, level)) },
  ),
);

const longer = draftArtifact({ ...FIRST, dist_revision: 'r2' }, { gitshaLength: 12 });
const sameBeginning = draftArtifact({
  ...FIRST,
  git_rev: LIKE_COMMIT,
  dist_revision: 'r2',
});
const rules = [
  grouped,
  ...apart,
  refuses('row-twice', 'A row stands twice.', grouped, 'distribution/duplicate-row', {
    input: apartIn(draftIndex([ONE, ONE])),
  }),
  refuses(
    'gitsha-of-another-commit',
    'The short form in the other row is not the beginning of its commit.',
    grouped,
    'distribution/gitsha-mismatch',
    {
      input: apartIn(draftIndex([ONE, draftArtifact(second.identity, { row: { gitsha: 'ab12cd35' } })])),
    },
  ),
  refuses(
    'gitsha-of-two-lengths',
    'One short form has eight digits, the other twelve.',
    grouped,
    'distribution/gitsha-length',
    {
      input: draftRepository([ONE, longer]),
    },
  ),
  refuses(
    'gitsha-of-two-commits',
    'Two commits have the same short form in one place.',
    grouped,
    'distribution/gitsha-collision',
    {
      input: draftRepository([ONE, sameBeginning]),
      identity: typed({ git_rev: FIRST.git_rev }),
    },
  ),
  ofIndex(
    'index-of-another-name',
    'The index is that of another package.',
    'distribution/index-contract-mismatch',
    index.replace('"name": "codex-controller-loop"', '"name": "codex-controller"'),
  ),
  ofIndex(
    'index-of-another-contract-version',
    'The index is that of another version of the contract.',
    'distribution/index-contract-mismatch',
    index.replace('"contract_version": "1.0.0"', '"contract_version": "1.0.1"'),
  ),
  refuses(
    'version-with-leading-zero-elsewhere',
    'The version of another release has a leading zero.',
    grouped,
    'distribution/invalid-version',
    {
      input: apartIn(draftIndex([ONE, another({ version: '0.02.0' })])),
    },
  ),
  refuses(
    'target-with-empty-part-elsewhere',
    'The target of another row has an empty part.',
    grouped,
    'distribution/invalid-target',
    {
      input: apartIn(draftIndex([ONE, another({ target: 'x86_64-unknown-linux-' })])),
    },
  ),
  refuses(
    'toolchain-with-a-name-elsewhere',
    'The toolchain of another row has a name behind its numbers that none has.',
    grouped,
    'distribution/invalid-toolchain',
    {
      input: apartIn(draftIndex([ONE, another({ toolchain: '1.84.0-stable' })])),
    },
  ),
];

export const indexRecipes: readonly ResolveRecipe[] = [...contracts, ...legacy, ...fallback, ...syntax, ...rules];
