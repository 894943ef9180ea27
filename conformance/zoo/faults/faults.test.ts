import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../suite/rule-facts.ts';
import { faults } from './index.ts';

const root = join(import.meta.dirname, '../../..');

describe('the realistic faults', () => {
  it('are at least sixty, each under a name of its own', () => {
    expect(faults.length).toBeGreaterThanOrEqual(60);
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
    expect(faults.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('are about contracts and rules for producers that there are', () => {
    const rules = readRules(root);
    expect(faults.flatMap(({ breaks = [] }) => breaks).filter((id) => rules.get(id)?.role !== 'producer')).toEqual([]);
    const contracts = [...new Set(faults.flatMap(({ contracts: near }) => near))];
    expect(contracts.filter((contract) => !existsSync(join(root, 'contracts', contract)))).toEqual([]);
  });

  it.each(faults.flatMap(({ id, also = [], ...edit }) => [edit, ...also].map((one) => ({ id, ...one }))))(
    '$id changes one place of $file',
    ({ file, find, replace }) => {
      const source = readFileSync(join(root, 'reference', file), 'utf8');
      expect(source.split(find).length).toBe(2);
      expect(replace).not.toBe(find);
    },
  );
});
