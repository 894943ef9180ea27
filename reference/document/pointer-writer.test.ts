import { expect, test } from 'vitest';
import { FindingCollector } from '../report/finding-collector.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { DocumentFindings } from './document-findings.ts';
import { PointerWriter } from './pointer-writer.ts';

test('each pointer is that of its own trail, whatever was written before it', () => {
  const writer = new PointerWriter();
  const trails = [['a/b', 0, 'c~d'], ['a/b', 0], ['a/b', 1, 'c~d'], [], [''], ['a/b', '0', 'e'], ['a/b', 0, 'e']];
  expect(trails.map((trail) => writer.write(trail))).toEqual([
    '/a~1b/0/c~0d',
    '/a~1b/0',
    '/a~1b/1/c~0d',
    '',
    '/',
    '/a~1b/0/e',
    '/a~1b/0/e',
  ]);
});

test('a name is written once, however many pointers lead through it', () => {
  const written: string[] = [];
  const writer = new PointerWriter((name) => {
    written.push(name);
    return name.toUpperCase();
  });
  const trail: (string | number)[] = ['long', 'name', 0];
  for (let index = 0; index < 1000; index += 1) {
    trail[2] = index;
    expect(writer.write(trail)).toBe(`/LONG/NAME/${index}`);
  }
  expect(written).toEqual(['long', 'name']);
});

test('no pointer is asked for where the rule is not in force, or so many findings are kept already', () => {
  const rule = 'json/duplicate-key';
  let asked = 0;
  const pointer = (): string => {
    asked += 1;
    return '/a';
  };
  const without = new DocumentFindings(new FindingCollector({ ...HARDENED, without: new Set([rule]) }), undefined);
  without.add(rule, 0, {}, pointer);
  expect(asked).toBe(0);
  const findings = new DocumentFindings(new FindingCollector(HARDENED), undefined);
  for (let count = 0; count < 3000; count += 1) findings.add(rule, 0, {}, pointer);
  expect(asked).toBe(1000);
});
