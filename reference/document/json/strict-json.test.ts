import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../archive/byte-source.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { CORE, HARDENED, type RuleSelection } from '../../report/rule-selection.ts';
import type { JsonValue } from '../parsed-document.ts';
import { parseStrictJson, validateJson } from './index.ts';

const HARDENING = [
  'json/nesting-too-deep',
  'json/duplicate-key',
  'json/lone-surrogate',
  'json/unsafe-integer',
  'json/number-overflow',
  'json/number-underflow',
  'json/byte-order-mark',
];

function read(input: string | Uint8Array, selection: RuleSelection = HARDENED) {
  const collector = new FindingCollector(selection);
  const document = parseStrictJson(typeof input === 'string' ? Buffer.from(input) : input, collector);
  return { document, rules: collector.findings().map(({ rule }) => rule), findings: collector.findings() };
}

function parsedByEngine(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function normal(value: JsonValue | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** Accepted: the engine gives the same value. Refused where the engine accepts: by hardening rules alone. */
function expectAgreementWithEngine(text: string): void {
  const { document, rules } = read(text);
  const engine = parsedByEngine(text);
  if (document !== undefined) {
    expect(engine).toBeDefined();
    expect(normal(document.value)).toEqual(JSON.parse(JSON.stringify(engine?.value)));
  } else {
    expect(rules.length).toBeGreaterThan(0);
    if (engine !== undefined) expect(rules.filter((rule) => !HARDENING.includes(rule))).toEqual([]);
  }
}

const FRAGMENTS = [
  ...'[]{},:" \n\t\\/-+.019eEaubx\u0000\u00e9😀',
  'true',
  'false',
  'null',
  '"a"',
  '"a":',
  '\\u0041',
  '\\ud83d',
  '\\ude00',
  '1.5',
  '1e5',
  '1e400',
  '//',
  '/*',
  '*/',
  '9007199254740993',
  '[1,2]',
  '{"a":1}',
];

describe('strict JSON', () => {
  it('agrees with JSON.parse on texts made of fragments', () => {
    const text = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, expectAgreementWithEngine), { numRuns: 5000 });
  });

  it('agrees with JSON.parse on every JSON text of its own writing', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        expectAgreementWithEngine(JSON.stringify(JSON.parse(text), null, space));
      }),
    );
  });

  it('agrees with JSON.parse on every truncation of a document', () => {
    const text = '{"a": [1, -2.5e+3, true, null], "b": {"c": "x\\n\\u00e9\\ud83d\\ude00/"}, "é": ""} ';
    for (let length = 0; length <= text.length; length += 1) expectAgreementWithEngine(text.slice(0, length));
  });

  it('answers every flipped bit of a document with a value or with findings', () => {
    const bytes = Buffer.from('{"a": [1, -2.5e+3, true, null], "é": "x\\n\\u00e9"}');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      const at = Math.floor(bit / 8);
      flipped[at] = (flipped[at] ?? 0) ^ (2 ** (bit % 8));
      const { document, rules } = read(flipped);
      expect(document === undefined).toBe(rules.length > 0);
    }
  });

  it('answers random bytes with a value or with findings', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const { document, rules } = read(bytes);
        expect(document === undefined).toBe(rules.length > 0);
      }),
    );
  });

  it('locates values and keys where they stand, behind characters of every width', () => {
    const { document } = read('{"é": 1,\n "😀": [true, {"a/b~": "x"}], "k": {}}');
    expect(document?.locate('')).toEqual({ line: 1, column: 1, offset: 0 });
    expect(document?.locate('/é')).toEqual({ line: 1, column: 7, offset: 7 });
    expect(document?.locateKey('/😀')).toEqual({ line: 2, column: 2, offset: 11 });
    expect(document?.locate('/😀/0')).toEqual({ line: 2, column: 8, offset: 20 });
    expect(document?.locateKey('/😀/1/a~1b~0')).toEqual({ line: 2, column: 15, offset: 27 });
    expect(document?.locate('/😀/1/a~1b~0')).toEqual({ line: 2, column: 23, offset: 35 });
    expect(document?.locate('/😀/2')).toBeUndefined();
    expect(document?.locate('/k/x')).toBeUndefined();
    expect(document?.locateKey('/😀/0')).toBeUndefined();
  });

  it('makes objects that inherit nothing', () => {
    const { document } = read('{"__proto__": {"polluted": true}, "a": 1}');
    const value = Object(document?.value);
    expect(Object.keys(value)).toEqual(['__proto__', 'a']);
    expect(value.toString).toBeUndefined();
    expect(value.polluted).toBeUndefined();
  });

  it('observes in profile core what the contract says', () => {
    const text = `{"a": 1, "a": "\\ud800", "b": [1e400, -1${'0'.repeat(400)}, 1e-400, 9007199254740993]}`;
    const { document, rules } = read(text, CORE);
    expect(rules).toEqual([]);
    const greatest = Number.MAX_VALUE;
    expect(normal(document?.value)).toEqual({ a: '\ufffd', b: [greatest, -greatest, 0, 9007199254740992] });
  });

  it('accepts 16 MiB and refuses one byte more without reading it', async () => {
    const size = 16 * 1024 * 1024;
    const exact = bufferSource(Buffer.alloc(size, ' ').fill('0', 0, 1));
    const options = { selection: HARDENED, observe: true };
    expect((await validateJson(exact, options)).findings).toEqual([]);
    const source = {
      size: size + 1,
      read: () => {
        throw new Error('read');
      },
    };
    const { findings } = await validateJson(source, options);
    expect(findings).toMatchObject([{ rule: 'json/too-large', details: { size: size + 1, limit: size } }]);
  });

  it('survives nesting of a million levels, whichever rules hold', () => {
    for (const unit of ['[', '{"a":']) {
      const text = unit.repeat(1_000_000);
      expect(read(text).rules).toEqual(['json/nesting-too-deep']);
      const without = new Set(['json/nesting-too-deep' as const]);
      expect(read(text, { profile: 'hardened', without }).rules).toEqual([]);
    }
  });

  it('reports many breaches in one long line with their places', () => {
    const { findings } = read(`[${Array.from({ length: 2000 }, () => '9007199254740993').join(',')}]`);
    expect(findings).toHaveLength(1000);
    expect(findings[999]?.at).toEqual({ line: 1, column: 16_985, offset: 16_984, pointer: '/999' });
  });

  it('reports many breaches in one long name as quickly', () => {
    const { rules } = read(`{"${'\\ud800'.repeat(200_000)}":1}`);
    expect(new Set(rules)).toEqual(new Set(['json/lone-surrogate']));
  });
});
