import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVectors } from '../../suite/read-vectors.ts';
import { isFolderInput } from '../../suite/stage-input.ts';

// What docs/adapter-protocol.md says of contracts, vectors and schemas is held against these.
const ROOT = join(import.meta.dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/adapter-protocol.md'), 'utf8');

/** The rows of the table of contracts: name, what it builds on, and whether it judges folders. */
const rows = [...page.matchAll(/^\| \[([a-z-]+)\]\(\S+\) \| ([a-z, -]*)\| (.*)\|$/gmu)].map(
  ([, name = '', under = '', folder = '']) => ({ name, under: under.trim(), judgesFolders: folder.trim() !== '' }),
);

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

test('the table names every contract, each behind those that it builds on', () => {
  const contracts = readdirSync(join(ROOT, 'contracts')).filter(
    (name) => name !== 'interfaces' && existsSync(join(ROOT, 'contracts', name, 'v1/contract.json')),
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(contracts.sort());
  for (const [index, { name, under }] of rows.entries()) {
    const stated = under === '' ? [] : under.split(', ');
    const { buildsOn } = readJson(`contracts/${name}/v1/contract.json`);
    expect(stated.map((one) => `${one}@1`)).toEqual(buildsOn);
    const before = rows.slice(0, index).map((row) => row.name);
    expect(stated.filter((one) => !before.includes(one))).toEqual([]);
  }
});

test('the table says which contracts judge folders', () => {
  const folders = readVectors(join(ROOT, 'conformance/vectors'))
    .filter(({ vector }) => vector.role === 'consumer' && isFolderInput(vector.input))
    .map(({ vector }) => vector.contract);
  expect(rows.filter((row) => row.judgesFolders).map(({ name }) => `${name}@1`)).toEqual([...new Set(folders)].sort());
});

test('an answer has at most as many findings, members and references as the page says', () => {
  const schema = JSON.stringify(readJson('contracts/interfaces/v1/schemas/adapter-response.schema.json'));
  const mostOf = (list: string) => Number(new RegExp(`"${list}":\\{[^{}]*"maxItems":([0-9]+)`, 'u').exec(schema)?.[1]);
  const inWords = (count: number) => count.toLocaleString('en-US');
  expect(page).toContain(`There are at most ${inWords(mostOf('findings'))}: leave out the last ones.`);
  expect(page).toContain(`There are at most ${inWords(mostOf('members'))} \`members\` and as\n  many \`references\`.`);
  expect(mostOf('references')).toBe(mostOf('members'));
});
