import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { strictYamlRecipes } from '../../../conformance/recipes/strict-yaml/index.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { parseStrictYaml } from './index.ts';

const FRAGMENTS = [
  ...' \n#?:,[]{}|>"\'&*!%@`\\-.=~',
  ...[
    'a',
    'b: ',
    '- ',
    '\n  ',
    '\n- ',
    '\na: ',
    '\n  b: ',
    '"x"',
    "'y'",
    ', ',
    ': ',
    ' # c',
    '|-',
    '>+',
    '|2',
    '\n   t',
  ],
  ...['&a ', '*a', '!!str ', '---', '...', '\n---\n', '"a\\n b"', '"a\n  b"', "'a\n\n b'", '1', '1.5', 'true', 'yes'],
  ...['null', '0x1F', '010', '1e3', 'x y', 'a#b', 'a:b', 'http://x/?q=1', '\t', '\r\n', 'é', '😀', '"\\x41\\u00e9"'],
  ...['<<', '\n\n', '    ', '>\n  a\n  b\n', '|\n  a\n   b\n', '- - ', '"k": v', '{a: 1}', '[1, 2]', '[a: b]', '#c\n'],
];

function readByPython(documents: readonly string[]): { value?: unknown; error?: string }[] {
  const script = join(import.meta.dirname, 'strict-yaml.checkers.py');
  const input = documents.map((document) => `${JSON.stringify(document)}\n`).join('');
  const python = spawnSync('/usr/bin/python3', [script], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  expect(python.stderr).toBe('');
  return python.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('accepts only what PyYAML reads as the same value', () => {
  const random = fc
    .array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 10 })
    .map((parts) => parts.join(''));
  const recipes = strictYamlRecipes.flatMap(({ input, kind }) =>
    kind === 'accept' && input instanceof Uint8Array ? [new TextDecoder().decode(input)] : [],
  );
  const documents = [...recipes, ...fc.sample(random, 20_000)];
  const answers = readByPython(documents);
  let accepted = 0;
  for (const [index, document] of documents.entries()) {
    const ours = parseStrictYaml(Buffer.from(document), new FindingCollector(HARDENED));
    if (ours === undefined) continue;
    accepted += 1;
    expect({ document, ...answers[index] }).toEqual({ document, value: JSON.parse(JSON.stringify(ours.value)) });
  }
  expect(accepted).toBeGreaterThan(2000);
});
