import { describe, expect, test } from 'vitest';
import { FindingCollector } from '../report/finding-collector.ts';
import { SHOW_ALL } from '../report/masker.ts';
import type { OutlineNode } from '../report/outline.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { parseStrictJson } from './json/index.ts';
import { toOutline } from './outline.ts';
import { parseStrictYaml } from './yaml/index.ts';

const outlineOf = (text: string, most = 100, parse = parseStrictYaml) => {
  const document = parse(Buffer.from(text), new FindingCollector(HARDENED));
  if (document === undefined) throw new Error(`not read: ${text.slice(0, 80)}`);
  return toOutline(document, SHOW_ALL, most);
};

function* nodesOf(node: OutlineNode): Generator<OutlineNode> {
  yield node;
  for (const child of node.children) yield* nodesOf(child);
}

const pointersOf = (text: string, most?: number): string[] =>
  [...nodesOf(outlineOf(text, most, parseStrictJson).root)].map(({ pointer }) => pointer);

describe('which nodes it shows', () => {
  test('members stand in the order of the document, whatever their names', () => {
    expect(pointersOf('{"b": 1, "10": 2, "a": 3, "9": 4}')).toEqual(['', '/b', '/10', '/a', '/9']);
  });

  test('those nearer to the root come first where there are too many', () => {
    expect(pointersOf('{"a": {"b": [1, 2]}, "c": 1}', 5)).toEqual(['', '/a', '/a/b', '/a/b/0', '/c']);
  });

  test('room that others leave is taken, and the rest is counted', () => {
    const text = JSON.stringify(Array.from({ length: 50 }, (_, at) => at));
    expect(pointersOf(text, 41)).toHaveLength(41);
    expect(outlineOf(text, 41, parseStrictJson).leftOut).toBe(10);
  });

  test('levels end', () => {
    expect(pointersOf(`${'['.repeat(30)}${']'.repeat(30)}`)).toHaveLength(17);
  });
});

describe('a value is not shown', () => {
  test.each([
    ['under a key that names a secret', 'api_token: hunter2hunter2\n'],
    ['below such a key', 'credentials:\n  - {user: hunter2hunter2}\n'],
    ['that is a number under such a key', 'password: 2222222222\n', '2222222222'],
    ['beside a name that names a secret', 'env:\n  - {name: DB_PASSWORD, value: hunter2hunter2}\n'],
    ['below a value beside such a name', 'env:\n  - {name: DB_PASSWORD, value: {plain: hunter2hunter2}}\n'],
    ['beside such an argument', 'args: [--password, hunter2hunter2]\n'],
    ['of which the anchor stands under such a key', 'token: &t hunter2hunter2\nother: *t\n'],
    ['that holds a value under such a key', 'token: hunter2hunter2\nurl: "http://host/?k=hunter2hunter2"\n'],
    ['that is a key as well', 'token: hunter2hunter2\nby: {hunter2hunter2: 1}\n'],
    ['that says itself what it is', 'text: "password is hunter2hunter2"\n'],
  ])('%s', (_, text, secret = 'hunter2') => {
    expect(JSON.stringify(outlineOf(text))).not.toContain(secret);
  });

  test('that is long: its length is', () => {
    expect(outlineOf(`text: ${'😀'.repeat(81)}\n`).root.children[0]).toMatchObject({ type: 'string', length: 81 });
    expect(outlineOf(`text: ${'😀'.repeat(81)}\n`).root.children[0]).not.toHaveProperty('value');
    expect(outlineOf(`text: ${'😀'.repeat(80)}\n`).root.children[0]).toMatchObject({ value: '😀'.repeat(80) });
  });

  test('of a document that is too large to be searched for secrets', () => {
    const text = `[${Array.from({ length: 1_000_001 }, () => 7).join(',')}]`;
    expect(outlineOf(text, 2, parseStrictJson).root.children[0]).toMatchObject({ type: 'number', hidden: true });
  });
});

test('truth values and null are no secrets', () => {
  const [first, second] = outlineOf('use_token: true\ntoken: null\n').root.children;
  expect([first?.value, second?.value]).toEqual([true, null]);
});

test('places in a large object are found in time', () => {
  const text = `{${Array.from({ length: 200_000 }, (_, at) => `"key${at}":1`).join(',')}}`;
  const start = process.cpuUsage().user;
  expect(outlineOf(text, 10, parseStrictJson).leftOut).toBe(199_991);
  // Where the end of each key was looked for to the end of the text, this took minutes.
  expect(process.cpuUsage().user - start).toBeLessThan(10_000_000);
});
