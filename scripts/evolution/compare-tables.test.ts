import { expect, test } from 'vitest';
import { compareDescriptions, compareLimits, compareOpenapi } from './compare-tables.ts';

const LIMIT = { id: 'a', value: 10, unit: 'bytes', rule: 'zip/x', text: 'Words.' };
const OPENAPI = { paths: { '/a': { get: { summary: 'Words.', responses: { '200': {} } } } }, components: {} };
const kinds = (changes: readonly { readonly kind: string }[]): readonly string[] => changes.map(({ kind }) => kind);

test.each([
  ['less', [{ ...LIMIT, value: 9 }], 'breaking'],
  ['more', [{ ...LIMIT, value: 11 }], 'additive'],
  ['another unit', [{ ...LIMIT, unit: 'members' }], 'breaking'],
  ['another rule', [{ ...LIMIT, rule: 'zip/y' }], 'breaking'],
  ['other words', [{ ...LIMIT, text: 'Others.' }], 'editorial'],
  ['no such limit', [], 'breaking'],
  ['one limit more', [LIMIT, { ...LIMIT, id: 'b' }], 'breaking'],
  ['the first limit of another contract', [LIMIT, { ...LIMIT, id: 'b', rule: 'tar/x' }], 'additive'],
])('a table of limits with %s', (_, newer, kind) => {
  expect(kinds(compareLimits([LIMIT], newer))).toEqual([kind]);
});

test.each([
  ['one more to build on', { buildsOn: ['x@1', 'y@1'] }, 'breaking'],
  ['one less to build on', { buildsOn: [] }, 'additive'],
  ['another name', { name: 'other' }, 'breaking'],
  ['another title', { title: 'Other' }, 'editorial'],
])('a description with %s', (_, change, kind) => {
  const older = { name: 'a', title: 'A', buildsOn: ['x@1'], version: '1.0.0' };
  expect(kinds(compareDescriptions(older, { ...older, ...change }))).toEqual([kind]);
});

test('the version of a description is no change', () => {
  expect(compareDescriptions({ version: '1.0.0' }, { version: '1.1.0' })).toEqual([]);
});

test.each([
  ['an operation more', { '/a': OPENAPI.paths['/a'], '/b': { get: {} } }, 'additive'],
  ['an operation less', {}, 'breaking'],
  ['an operation that is another', { '/a': { get: { responses: { '201': {} } } } }, 'undecided'],
  ['other words', { '/a': { get: { summary: 'Others.', responses: { '200': {} } } } }, 'editorial'],
])('an HTTP interface with %s', (_, paths, kind) => {
  expect(kinds(compareOpenapi(OPENAPI, { ...OPENAPI, paths }))).toEqual([kind]);
});

test('an HTTP interface with other components is undecided', () => {
  expect(kinds(compareOpenapi(OPENAPI, { ...OPENAPI, components: { schemas: {} } }))).toEqual(['undecided']);
});

const answer = (members: object): object => ({
  ...OPENAPI,
  components: {
    schemas: { A: { type: 'object', required: ['a'], properties: { a: { type: 'string' } }, ...members } },
  },
});

test.each([
  ['that nobody has to give', { properties: { a: { type: 'string' }, b: {} } }, 'additive'],
  ['that must be given', { properties: { a: { type: 'string' }, b: {} }, required: ['a', 'b'] }, 'undecided'],
  ['beside another that changed', { properties: { a: { type: 'number' }, b: {} } }, 'undecided'],
])('an HTTP interface with a member more %s', (_, newer, kind) => {
  expect(kinds(compareOpenapi(answer({}), answer(newer)))).toEqual([kind]);
});
