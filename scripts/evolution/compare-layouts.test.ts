import { expect, test } from 'vitest';
import { compareLayouts } from './compare-layouts.ts';

const LAYOUT = {
  title: 'A layout',
  byteOrder: 'little-endian',
  constants: [
    { name: 'magic', type: 'bytes', value: '4153', meaning: 'Marks it.' },
    { name: 'max_assets', type: 'u32', value: 10, meaning: 'The most.' },
  ],
  fields: [{ name: 'flags', offset: 4, size: 4, type: 'u32', value: 0, meaning: 'None.' }],
  codecs: [{ name: 'NONE', meaning: 'As it is.' }],
};
const [magic, most] = LAYOUT.constants;
const [flags] = LAYOUT.fields;

test.each([
  ['another byte order', { byteOrder: 'big-endian' }, 'breaking'],
  ['another title', { title: 'Another' }, 'editorial'],
  ['another magic', { constants: [{ ...magic, value: '4154' }, most] }, 'breaking'],
  ['a lower bound', { constants: [magic, { ...most, value: 9 }] }, 'breaking'],
  ['a higher bound', { constants: [magic, { ...most, value: 11 }] }, 'additive'],
  ['a wider constant', { constants: [magic, { ...most, type: 'u64' }] }, 'breaking'],
  ['a constant less', { constants: [magic] }, 'breaking'],
  ['a constant more', { constants: [magic, most, { name: 'min_id', value: 1 }] }, 'additive'],
  ['a field elsewhere', { fields: [{ ...flags, offset: 8 }] }, 'breaking'],
  ['a field with another value', { fields: [{ ...flags, value: null }] }, 'breaking'],
  ['a field that is said otherwise', { fields: [{ ...flags, meaning: 'No flag.' }] }, 'editorial'],
  ['a field more', { fields: [flags, { ...flags, name: 'reserved', offset: 8 }] }, 'breaking'],
  ['a word less', { codecs: [] }, 'breaking'],
  ['a word more', { codecs: [...LAYOUT.codecs, { name: 'LZ4', meaning: 'Packed.' }] }, 'additive'],
])('a layout with %s', (_, changed, kind) => {
  expect(compareLayouts(LAYOUT, { ...LAYOUT, ...changed }).map((change) => change.kind)).toEqual([kind]);
});

test('a layout says where it changed, and to what', () => {
  const constants = [magic, { ...most, value: 9 }];
  expect(compareLayouts(LAYOUT, { ...LAYOUT, constants })).toEqual([
    { kind: 'breaking', file: 'layout.json', where: 'constants max_assets', what: 'value 10 became 9' },
  ]);
  expect(compareLayouts(LAYOUT, LAYOUT)).toEqual([]);
});
