import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import type { JsonValue } from '../parsed-document.ts';
import { toCanonicalYaml } from './canonical-yaml.ts';
import { parseStrictYaml } from './index.ts';

// Debian's Python, which has PyYAML.
const PYTHON = '/usr/bin/python3';

const WORDS = [
  'yes',
  'No',
  'on',
  'y',
  'null',
  '~',
  '010',
  '1e3',
  '12:30',
  '2026-01-02',
  '<<',
  '=',
  '- a',
  '',
  ' ',
  '#',
];
const UNITS = [
  '\u0085',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\u007f',
  '\u00a0',
  '\u001b',
  '\t',
  '\n',
  '"',
  '\\',
  '😀',
];
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(...WORDS),
  fc.string({ unit: fc.constantFrom(...UNITS, 'a', ' ') }),
);
const number = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.maxSafeInteger(),
  fc.constantFrom(1e21, 1e-6, 1e-7, 9007199254740992, 1e20, 1.5e300, 5e-324, 0.1, 123456.789),
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text,
    number,
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

describe('canonical YAML', () => {
  it('is what a second implementation writes, and reads as the same value everywhere', () => {
    // −0 has no form in JSON text of its own; and JSON.parse makes Python's input and ours the same.
    const values = fc.sample(value, 2000).map((sample): JsonValue => JSON.parse(JSON.stringify(sample)));
    const input = values.map((sample) => `${JSON.stringify(sample)}\n`).join('');
    const script = join(import.meta.dirname, 'canonical-yaml.checkers.py');
    const python = spawnSync(PYTHON, [script], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    expect(python.stderr).toBe('');
    const answers = python.stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(values.length);
    for (const [index, sample] of values.entries()) {
      const written = toCanonicalYaml(sample);
      const { text: expected, read } = JSON.parse(answers[index] ?? '');
      expect(written).toBe(expected);
      expect(read, 'PyYAML').toEqual(sample);
      expect(parse(written), 'yaml').toEqual(sample);
      const collector = new FindingCollector(HARDENED);
      const document = parseStrictYaml(Buffer.from(written), collector);
      expect(collector.findings()).toEqual([]);
      expect(JSON.parse(JSON.stringify(document?.value))).toEqual(sample);
    }
  });
});
