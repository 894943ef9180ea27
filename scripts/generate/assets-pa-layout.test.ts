import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLayout } from './assets-pa-layout.ts';

const root = join(import.meta.dirname, '../..');
const layout = readLayout(root);
const constant = (name: string): unknown => layout.constants.find((one) => one.name === name)?.value;

test('the fields follow each other and fill the prelude', () => {
  let end = 0;
  for (const { offset, size } of layout.fields) {
    expect(offset).toBe(end);
    end += size;
  }
  expect(end).toBe(constant('prelude_size'));
});

test('a field is as wide as its type and has the value of its constant', () => {
  const widths = { bytes: 4, u32: 4, u64: 8 };
  for (const { type, size } of layout.fields) expect(size).toBe(widths[type]);
  for (const name of ['magic', 'schema_version']) {
    expect(layout.fields.find((field) => field.name === name)?.value).toBe(constant(name));
  }
});

test('what the table of limits and the schema of the header say too is the same there', () => {
  const limits: readonly { readonly id: string; readonly value: number }[] = read(
    'contracts/interfaces/v1/limits.json',
  );
  const limit = (id: string): unknown => limits.find((one) => one.id === id)?.value;
  expect([limit('assetsPa.header'), limit('assetsPa.assets'), limit('assetsPa.name')]).toEqual(
    ['max_header_len', 'max_assets', 'max_asset_name_len'].map(constant),
  );
  const { properties } = read('contracts/assets-pa/v1/schemas/header.schema.json');
  expect(properties.asset_table.items.properties.asset_id.maximum).toBe(constant('max_asset_id'));
  expect(properties.preload.maxItems).toBe(Number(constant('slots_per_bank_type')) * layout.bankTypes.length);
});

function read(path: string) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
