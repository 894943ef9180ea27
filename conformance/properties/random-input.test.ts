import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildZip } from '../recipes/zip-builder.ts';
import { SELECTIONS, VALIDATORS } from './judge-bytes.ts';
import { smallAnpkg } from './small-anpkg.ts';

// Bad input ends in findings, never in an exception: `await` throws it, and fast-check prints the seed and the input.

const CONTRACTS = Object.entries(VALIDATORS);
const selection = fc.constantFrom(...SELECTIONS);
const encoder = new TextEncoder();

/** Texts that look like the syntax, put together from its parts. */
function textOf(parts: readonly string[]): fc.Arbitrary<Uint8Array> {
  return fc
    .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 60 })
    .map((chosen) => encoder.encode(chosen.join('')));
}

const JSON_TEXT = textOf([
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"a"',
  '"b"',
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '\\u0000',
  'null',
  'true',
  'false',
  '-',
  '0',
  '1',
  '9007199254740993',
  '1e400',
  '.',
  'E',
  '+',
  ' ',
  '\n',
  '\ufeff',
  '"__proto__"',
  '{"a":',
  '[[[[',
  ']]]]',
]);
const YAML_TEXT = textOf([
  'a',
  'b: ',
  '- ',
  '? ',
  ': ',
  '\n',
  '\n  ',
  '\n    ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '"',
  "'",
  '|',
  '>',
  '|2-',
  '#',
  ' #c',
  '&x ',
  '*x',
  '!!int ',
  '!t ',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  '<<: ',
  'null',
  '~',
  'yes',
  '0x1f',
  '1_000',
  '12:30:45',
  '.inf',
  '2026-01-02',
  '\t',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u0000',
  '\r',
  '[[[[',
  '{{{{',
  '- - - ',
]);

/** A small package with a few short stretches replaced. */
const damagedPackage = fc
  .array(fc.tuple(fc.nat(smallAnpkg().length), fc.nat(8), fc.uint8Array({ maxLength: 8 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((edits) => {
    let bytes = Buffer.from(smallAnpkg());
    for (const [offset, removed, added] of edits) {
      bytes = Buffer.concat([bytes.subarray(0, offset), added, bytes.subarray(offset + removed)]);
    }
    return new Uint8Array(bytes);
  });

/** An archive whose records hold random values, each field now and then. */
const number16 = fc.option(fc.nat(0xffff), { nil: undefined, freq: 2 });
const number32 = fc.option(fc.nat(0xffffffff), { nil: undefined, freq: 4 });
const crookedMember = fc
  .record({
    name: fc.oneof(fc.constantFrom('a', 'b/', 'a/b', '../x', 'A', ''), fc.uint8Array({ maxLength: 12 })),
    data: fc.uint8Array({ maxLength: 40 }),
    flags: number16,
    method: fc.constantFrom(undefined, 0, 8, 12, 93),
    versionNeeded: number16,
    compressedSize: number32,
    uncompressedSize: number32,
    externalAttributes: number32,
    localOffset: number32,
    extra: fc.option(fc.uint8Array({ maxLength: 24 }), { nil: undefined }),
  })
  .map((member) => definedOnly(member));
const crookedZip = fc
  .tuple(
    fc.array(crookedMember, { maxLength: 4 }),
    fc
      .record({ entries: number16, centralSize: number32, centralOffset: number32, commentLength: number16 })
      .map((end) => definedOnly(end)),
    fc.uint8Array({ maxLength: 6 }),
    fc.boolean(),
  )
  .map(
    ([members, end, trailing, zip64]) =>
      buildZip(members, { order: 'given', end, trailing, ...(zip64 ? { zip64End: {} } : {}) }).bytes,
  );

describe('no input makes a validator throw', () => {
  it.each(CONTRACTS)('%s, of random bytes', async (_, validate) => {
    await holdsFor(fc.uint8Array({ maxLength: 2000 }), validate);
  });

  it.each(CONTRACTS)('%s, of JSON-like text', async (_, validate) => {
    await holdsFor(JSON_TEXT, validate);
  });

  it.each(CONTRACTS)('%s, of YAML-like text', async (_, validate) => {
    await holdsFor(YAML_TEXT, validate);
  });

  it('strict-json, of JSON texts', async () => {
    await holdsFor(
      fc.json().map((text) => encoder.encode(text)),
      VALIDATORS['strict-json'],
    );
  });

  it.each(CONTRACTS)('%s, of a damaged package', async (_, validate) => {
    await holdsFor(damagedPackage, validate);
  });

  it.each(CONTRACTS)('%s, of archives with arbitrary fields', async (_, validate) => {
    await holdsFor(crookedZip, validate);
  });
});

async function holdsFor(inputs: fc.Arbitrary<Uint8Array>, validate: (typeof VALIDATORS)['anpkg']): Promise<void> {
  await fc.assert(
    fc.asyncProperty(inputs, selection, async (bytes, chosen) => {
      const first = await validate(bytes, { selection: chosen, observe: true });
      // The same input gives the same answer, and a verdict without an error comes with an observation.
      expect(await validate(bytes, { selection: chosen, observe: true })).toEqual(first);
    }),
    { numRuns: 150 },
  );
}

function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
