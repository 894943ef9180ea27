import type { ExpectedLocation, RecipeFolder } from '../recipe.ts';
import {
  CONFIGURATION,
  CONTRACT,
  documentOtherwise,
  givenOtherwise,
  INDEX,
  type ReleaseDraft,
  releaseOf,
  repositoryOf,
  textOtherwise,
  toldOtherwise,
} from './release-draft.ts';
import { inputRefusals } from './release-inputs.ts';

/** A release that a producer refuses, and why. */
export interface ReleaseRefusal extends ReleaseDraft {
  readonly name: string;
  readonly rule: string;
  readonly at: ExpectedLocation;
  readonly why: string;
  /** What alone may stand at the output. */
  readonly left: RecipeFolder;
}

const LINUX = 'target/x86_64-unknown-linux-gnu/release';
const MUSL = 'target/aarch64-unknown-linux-musl/release';
const PROGRAM = `${LINUX}/tide-table`;
const WINDOWS = 'out/x86_64-pc-windows-msvc-release';
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const first = releaseOf('first-release');
const several = releaseOf('several-targets');
const revision = releaseOf('next-revision');

type Refused = readonly [name: string, draft: ReleaseDraft, why: string];

function refusals(rule: string, at: ExpectedLocation, cases: readonly Refused[]): readonly ReleaseRefusal[] {
  return cases.map(([name, draft, why]) => ({ ...draft, name, rule, at, why, left: repositoryOf(draft) }));
}

/** With the matrix of the contract changed for one system. */
function rated(draft: ReleaseDraft, os: string, compatibility: string): ReleaseDraft {
  return textOtherwise(draft, CONTRACT, (contract) =>
    contract.replace(
      new RegExp(`("os": "${os}",[^}]*?"compatibility": )"recommended"`, 'u'),
      (_, ahead) => `${ahead}"${compatibility}"`,
    ),
  );
}

/** One target that is new, and behind it one whose sources are published with other bytes. */
const halfPublished = givenOtherwise(
  documentOtherwise(
    textOtherwise(toldOtherwise(revision, { newRevision: undefined }), CONTRACT, (contract) =>
      contract.replace('"x86_64"', '"aarch64",\n        "x86_64"'),
    ),
    CONFIGURATION,
    (config) => {
      config.targets = ['aarch64-unknown-linux-musl', 'x86_64-unknown-linux-gnu'];
    },
  ),
  {
    [`builds/1/${MUSL}/tide-table`]: text('#!/bin/sh\necho tide-table 0.1.0\n'),
    [`builds/2/${MUSL}/tide-table`]: text('#!/bin/sh\necho tide-table 0.1.0\n'),
  },
);

export const distributionRefusals: readonly ReleaseRefusal[] = [
  ...inputRefusals.map((refusal) => ({ ...refusal, left: repositoryOf(refusal) })),
  ...refusals('dirty-tree', {}, [
    ['dirty-tree', toldOtherwise(first, { dirty: true }), 'The tree has changes that are not committed.'],
    ['dirty-tree-published', toldOtherwise(revision, { dirty: true }), 'A revision is made of a tree with changes.'],
  ]),
  ...refusals(
    'source-version-invalid',
    {},
    Object.entries({
      'version-with-letter': 'v0.1.0',
      'version-with-build-metadata': '0.1.0+5',
      'version-with-leading-zero': '0.01.0',
      'version-with-leading-zero-in-prerelease': '0.1.0-rc.01',
      'version-of-two-numbers': '0.1',
      'version-with-line-break': '0.1.0\n',
    }).map(([name, version]) => [
      name,
      toldOtherwise(first, { version }),
      `The sources state the version ${JSON.stringify(version)}.`,
    ]),
  ),
  ...refusals(
    'toolchain-mismatch',
    {},
    Object.entries({ 'newer-toolchain': '1.85.0', 'newer-patch': '1.84.1', nightly: '1.84.0-nightly' }).map(
      ([name, toolchain]) => [
        name,
        toldOtherwise(first, { toolchain, toolchainFull: `rustc ${toolchain}` }),
        `The configuration names 1.84.0, and the compiler is of ${toolchain}.`,
      ],
    ),
  ),
  ...refusals('no-epoch', {}, [
    ['no-moment', toldOtherwise(first, { commitTime: undefined }), 'Neither environment nor commit give a moment.'],
    [
      'moment-of-environment-alone',
      toldOtherwise(
        documentOtherwise(first, CONFIGURATION, (config) => {
          config.source_date_epoch = 'commit';
        }),
        { commitTime: undefined, sourceDateEpoch: '1775320894' },
      ),
      'The configuration asks for the moment of the commit, and the environment alone has one.',
    ],
  ]),
  ...refusals('epoch-invalid', {}, [
    [
      'moment-with-sign',
      toldOtherwise(first, { commitTime: undefined, sourceDateEpoch: '+1775320894' }),
      'What stands in the environment does not consist of digits.',
    ],
    [
      'moment-of-word-beside-commit',
      toldOtherwise(first, { sourceDateEpoch: 'abc' }),
      'A word stands in the environment, and the commit has a moment.',
    ],
    [
      'moment-of-nothing-beside-commit',
      toldOtherwise(first, { sourceDateEpoch: '' }),
      'An empty text stands in the environment, and the commit has a moment.',
    ],
    [
      'moment-with-fraction',
      toldOtherwise(first, { sourceDateEpoch: '1775320894.5' }),
      'A fraction of a second stands in the environment.',
    ],
    [
      'moment-beyond-tar',
      toldOtherwise(first, { sourceDateEpoch: '8589934592' }),
      'The moment of the environment is a second later than a tar can state.',
    ],
    [
      'moment-of-commit-beyond-tar',
      toldOtherwise(first, { commitTime: '8589934592' }),
      'The moment of the commit is a second later than a tar can state.',
    ],
  ]),
  ...refusals('platform-removed', {}, [
    ['platform-removed', rated(first, 'Linux', 'removed'), 'The only platform is removed.'],
    ['one-platform-removed', rated(several, 'Windows', 'removed'), 'One of three systems is removed.'],
  ]),
  ...refusals('build-failed', {}, [
    ['no-build', givenOtherwise(first, without(first, 'builds/')), 'Nothing was built.'],
    ['one-build', givenOtherwise(first, without(first, 'builds/2/')), 'Two builds are asked for, and there is one.'],
    [
      'three-builds',
      givenOtherwise(first, { [`builds/3/${PROGRAM}`]: first.input[`builds/1/${PROGRAM}`] }),
      'Two builds are asked for, and there are three.',
    ],
    [
      'without-lockfile',
      givenOtherwise(first, { 'repository/Cargo.lock': undefined }),
      'The sources have no lockfile.',
    ],
    [
      'without-included-file',
      givenOtherwise(first, { 'repository/LICENSE': undefined }),
      'The sources lack a file that the configuration includes.',
    ],
    [
      'included-files-of-one-path',
      documentOtherwise(first, CONFIGURATION, (config) => {
        const twice = { from: 'LICENSE', to: 'LICENSE', mode: '0644' };
        config.include = [twice, twice];
      }),
      'The configuration puts two files at one path of the archive.',
    ],
    [
      'one-build-beside-broken-index',
      givenOtherwise(
        documentOtherwise(revision, INDEX, (index) => {
          index.name = 'tide-log';
        }),
        without(revision, 'builds/2/'),
      ),
      'Two builds are asked for, and there is one; the index, which comes behind them, is of another contract.',
    ],
    [
      'program-missing',
      givenOtherwise(first, { [`builds/1/${PROGRAM}`]: undefined, [`builds/1/${LINUX}/other`]: text('x') }),
      'The first build left no program of that name.',
    ],
    [
      'program-missing-in-second-build',
      givenOtherwise(first, { [`builds/2/${PROGRAM}`]: undefined, [`builds/2/${LINUX}/other`]: text('x') }),
      'The second build left no program of that name.',
    ],
    [
      'program-is-folder',
      givenOtherwise(first, { [`builds/1/${PROGRAM}`]: undefined, [`builds/1/${PROGRAM}/x`]: text('x') }),
      'A folder stands where the program should be.',
    ],
    [
      'program-without-suffix',
      givenOtherwise(several, {
        [`builds/1/${WINDOWS}/tide-log.exe`]: undefined,
        [`builds/1/${WINDOWS}/tide-log`]: text('x'),
      }),
      'On Windows the name of the program ends in .exe, and this one does not.',
    ],
  ]),
  ...refusals('not-reproducible', {}, [
    [
      'builds-differ',
      givenOtherwise(first, { [`builds/2/${PROGRAM}`]: text('#!/bin/sh\necho tide-table 0.1.1\n') }),
      'Two builds differ in one byte.',
    ],
    [
      'third-build-differs',
      givenOtherwise(several, { 'builds/3/out/x86_64-unknown-linux-gnu-release/tide-log': text('x') }),
      'The third build of the last target differs.',
    ],
  ]),
  ...refusals('artifact-immutable', { member: INDEX }, [
    [
      'published-with-other-bytes',
      toldOtherwise(revision, { newRevision: undefined }),
      'The sources are published with other bytes, and no new revision is asked for.',
    ],
    [
      'half-published',
      halfPublished,
      'The first of two targets is new, and the sources of the second one are published with other bytes.',
    ],
  ]),
  ...refusals('short-commit-collision', { member: INDEX }, [
    [
      'same-short-commit',
      toldOtherwise(revision, { gitRev: `7d1e4c2a${'f'.repeat(32)}` }),
      'The first eight digits of the commit are those of another one that is published.',
    ],
  ]),
  ...refusals('foreign-row', { member: INDEX }, [
    [
      'index-of-other-indentation',
      textOtherwise(revision, INDEX, (index) => index.replaceAll('  ', '    ')),
      'The index is indented by four spaces.',
    ],
    [
      'index-without-line-feed',
      textOtherwise(revision, INDEX, (index) => index.trimEnd()),
      'No line feed ends the index.',
    ],
    [
      'index-with-carriage-returns',
      textOtherwise(revision, INDEX, (index) => index.replaceAll('\n', '\r\n')),
      'Lines of the index end in carriage return and line feed.',
    ],
    [
      'index-with-escaped-slash',
      textOtherwise(revision, INDEX, (index) => index.replace('dist/1.0.0', 'dist\\/1.0.0')),
      'A slash is escaped in the index.',
    ],
    [
      'index-with-unknown-member',
      documentOtherwise(revision, INDEX, (index) => {
        index.generator = 'another program';
      }),
      'The index has a member that no producer writes.',
    ],
    [
      'index-out-of-order',
      documentOtherwise(releaseOf('merged-index'), INDEX, (index) => {
        index.releases = Array.isArray(index.releases) ? index.releases.toReversed() : [];
      }),
      'The releases of the index stand with the highest version first.',
    ],
    [
      'index-with-members-out-of-order',
      textOtherwise(revision, INDEX, (index) =>
        index.replace(/("contract_version": "1.0.0",)\n {2}("name": "tide-table",)/u, '$2\n  $1'),
      ),
      'Members of the index stand in another order than that of its schema.',
    ],
  ]),
];

/** What takes all entries away whose path begins like that. */
function without({ input }: ReleaseDraft, start: string): Readonly<Record<string, undefined>> {
  return Object.fromEntries(
    Object.keys(input).flatMap((path) => (path.startsWith(start) ? [[path, undefined] as const] : [])),
  );
}
