import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingCollector } from '../../report/finding-collector.ts';
import { CORE, HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import { parseStrictYaml } from './index.ts';

function read(input: string | Uint8Array, selection: RuleSelection = HARDENED) {
  const collector = new FindingCollector(selection);
  const document = parseStrictYaml(typeof input === 'string' ? Buffer.from(input) : input, collector);
  return { document, rules: collector.findings().map(({ rule }) => rule) };
}

const SMALL = '# é\na: &x {b: [1, "two\\n"], c: \'d\'}\ne: *x\nf: |\n  text\n- g\n';
const MIB = 1024 * 1024;

function fill(unit: string): string {
  return unit.repeat(Math.floor(MIB / unit.length));
}

describe('strict YAML', () => {
  it('answers every truncation and every flipped bit with a value or with findings', () => {
    const bytes = Buffer.from(SMALL.replace('- g\n', ''));
    for (let length = 0; length <= bytes.length; length += 1) {
      const { document, rules } = read(bytes.subarray(0, length));
      expect(document === undefined).toBe(rules.length > 0);
    }
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      const at = Math.floor(bit / 8);
      flipped[at] = (flipped[at] ?? 0) ^ (2 ** (bit % 8));
      const { document, rules } = read(flipped);
      expect(document === undefined).toBe(rules.length > 0);
    }
  });

  it('answers random text with a value or with findings, in both profiles', () => {
    const character = fc.constantFrom(...' \n\t-?:,[]{}#&*!|>\'"%@`aZ0.~<=\\\u0000é', '  ', '---', '...', '\r\n');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 30 }), fc.constantFrom(HARDENED, CORE), (parts, selection) => {
        const { document, rules } = read(parts.join(''), selection);
        expect(document === undefined).toBe(rules.length > 0);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['flow sequences', fill('[')],
    ['flow mappings', fill('{a: ')],
    ['block sequences', fill('- ')],
    ['items', `[${fill('0,').slice(2)}]`],
    ['line breaks', fill('\n')],
    ['comments', fill('#\n')],
    ['keys', fill('a:\n')],
    ['aliases', fill('- *a\n')],
    ['documents', fill('---\n')],
    ['quotes', fill("'\n'")],
    ['double quotes', fill('"\\"')],
    ['tags', fill('!a ')],
    ['anchors', fill('&a ')],
    ['question marks', fill('? ')],
    ['one long scalar', fill('a b ')],
    ['one long key', `${fill('a')}: 1`.slice(4)],
    ['block scalar lines', `|\n${fill(' a\n').slice(3)}`],
    ['colons', fill(': ')],
    ['indentation', Array.from({ length: 1400 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')],
  ])('answers a document of nothing but %s within its limits', (_, text) => {
    const { document, rules } = read(text.slice(0, MIB));
    expect(document === undefined).toBe(rules.length > 0);
  });

  it('refuses a document of more than 1 MiB', () => {
    expect(read(`#${' '.repeat(MIB - 3)}\n0`).rules).toEqual([]);
    expect(read(`#${' '.repeat(MIB - 2)}\n0`).rules).toEqual(['yaml/too-large']);
  });

  it('stays bounded where the rules against bombs are left out', () => {
    const rows = ['a: &a [0, 0, 0, 0, 0, 0, 0, 0, 0]'];
    for (const [index, name] of [...'bcdefghij'].entries()) {
      rows.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[index]}`).join(', ')}]`);
    }
    const without = new Set(['yaml/too-many-nodes', 'yaml/nesting-too-deep', 'yaml/too-many-aliases'] as const);
    const { document, rules } = read(rows.join('\n'), { profile: 'hardened', without });
    expect(rules).toEqual([]);
    expect(JSON.stringify(document?.value).length).toBeLessThan(10_000_000);
    expect(read('['.repeat(50_000), { profile: 'hardened', without }).rules).toEqual([]);
  });

  it('locates values and keys, also behind an alias', () => {
    const { document } = read('é: &a\n  - x\n  - {k: "v"}\nb: *a\nc:\n');
    expect(document?.locate('/é/1/k')).toEqual({ line: 3, column: 9, offset: 21 });
    expect(document?.locateKey('/é/1/k')).toEqual({ line: 3, column: 6, offset: 18 });
    expect(document?.locate('/b')).toEqual({ line: 4, column: 4, offset: 29 });
    expect(document?.locate('/b/0')).toEqual({ line: 2, column: 5, offset: 11 });
    expect(document?.locateKey('/c')).toEqual({ line: 5, column: 1, offset: 32 });
    expect(document?.locate('/b/2')).toBeUndefined();
  });

  it('reads on behind a comment at the margin, and takes no line for one of a scalar above it', () => {
    const { document } = read('a:\n#c\n  b\nd: e\n');
    expect(JSON.parse(JSON.stringify(document?.value))).toEqual({ a: 'b', d: 'e' });
    expect(read('a:\n#c\n  b\nd\n').rules).toEqual(['yaml/syntax']);
    expect(document?.locate('/d')).toEqual({ line: 4, column: 4, offset: 13 });
  });

  it('refuses white space alone in the last line behind a block scalar, which PyYAML takes for text', () => {
    expect(read('a: |\n  x\n    ').rules).toEqual(['yaml/unterminated-block-scalar']);
    expect(read('a: |\n  x\n    \n').rules).toEqual([]);
    expect(read('a: |\n  x\nb: 1  ').rules).toEqual([]);
  });

  it('observes in profile core what the contract says', () => {
    const text =
      'a: yes\nb: 010\n1: x\n"1": y\n<<: {c: 1}\nd: .inf\ne: !!binary aGk=\nf: &f [*f]\ng: "\\ud800"\nh: 12:30\n~: n\n';
    const { document, rules } = read(text, CORE);
    expect(rules).toEqual([]);
    expect(JSON.parse(JSON.stringify(document?.value))).toEqual({
      a: 'yes',
      b: 10,
      1: 'y',
      '<<': { c: 1 },
      d: '.inf',
      e: 'aGk=',
      f: [null],
      g: '\ufffd',
      h: '12:30',
      '~': 'n',
    });
  });
});
