import { join } from 'node:path';
import { BARE, node, OURS, PYTHON, program, validate } from './contenders.ts';
import { type Medians, type MemoryRow, of, type Row } from './row.ts';

// The one artifact of the index that is there, from golden/distribution/first-release.
const IDENTITY = [
  ['--artifact-version', '0.1.0'],
  ['--target', 'x86_64-unknown-linux-gnu'],
  ['--build-profile', 'release'],
  ['--toolchain', '1.84.0'],
  ['--git-rev', '7d1e4c2a'],
  ['--dist-revision', 'r1'],
].flat();

const indexIn = (inputs: string): string => join(inputs, 'repository/dist/index.json');
const resolve = (inputs: string): readonly string[] => [OURS, 'resolve', ...IDENTITY, join(inputs, 'repository')];

/** What a contender takes beyond the start of Node, in that of JSON.parse. */
const inParses = (name: string) => (medians: Medians) =>
  (of(medians, name) - of(medians, 'node')) / (of(medians, 'json.parse') - of(medians, 'node'));

/** The comparisons over a repository of so many artifacts (`index_inputs.py`). */
export function indexRows(inputs: string, { rows }: { readonly rows: string }): readonly Row[] {
  const index = indexIn(inputs);
  return [
    {
      title: `an index of ${rows} rows: parsed; and held against its schema; judged in full (ours); resolved from`,
      contenders: [
        validate('distribution@1', index),
        { name: 'resolve', argv: node(...resolve(inputs)) },
        { name: 'schema', argv: node(program('parse-and-fit-index.mjs'), index) },
        { name: 'ajv', argv: node(program('fit-index-with-ajv.mjs'), index) },
        { name: 'json.parse', argv: node(program('parse-json.mjs'), index) },
        BARE,
      ],
      goals: [
        {
          text: 'the schema alone / json.parse',
          most: 1,
          value: (medians) => inParses('schema')(medians) - 1,
        },
        { text: '(ours - node) / (json.parse - node)', most: 4, value: inParses('ours') },
        { text: '(resolve - node) / (json.parse - node)', most: 4, value: inParses('resolve') },
      ],
    },
    {
      title: `an index of ${rows} rows: held against its schema, by Python's jsonschema`,
      rounds: 1,
      contenders: [
        { name: 'ours', argv: node(program('parse-and-fit-index.mjs'), index) },
        { name: 'python', argv: [PYTHON, program('fit_index_with_jsonschema.py'), index] },
      ],
      goals: [],
    },
  ];
}

/** What is run over the repository for its memory. */
export function indexMemoryRows(inputs: string): readonly MemoryRow[] {
  return [
    ['validate the index', 512, [OURS, 'validate', '--contract', 'distribution@1', indexIn(inputs)]],
    ['resolve from the index', 512, resolve(inputs)],
  ];
}
