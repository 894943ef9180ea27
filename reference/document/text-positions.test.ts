import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TextPositions } from './text-positions.ts';
import { findInvalidUtf8 } from './utf8.ts';

function placeBySplitting(text: string, index: number) {
  const lines = text.slice(0, index).split('\n');
  return {
    line: lines.length,
    column: [...(lines.at(-1) ?? '')].length + 1,
    offset: Buffer.byteLength(text.slice(0, index)),
  };
}

it('counts lines, code points and bytes as the parts before the place have them, in any order of questions', () => {
  const text = fc.array(fc.constantFrom('a', 'é', '€', '😀', '\n', '\r'), { maxLength: 40 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(40), { maxLength: 5 }), (characters, counts) => {
      const whole = characters.join('');
      const positions = new TextPositions(whole);
      for (const count of counts) {
        const index = characters.slice(0, count).join('').length;
        expect(positions.at(index)).toEqual(placeBySplitting(whole, index));
      }
    }),
  );
});

it('answers beyond its checkpoints, also where one divides a character', () => {
  const text = `${'a'.repeat(65_535)}😀\n${'é'.repeat(70_000)}`;
  const positions = new TextPositions(text);
  expect(positions.at(65_537)).toEqual({ line: 1, column: 65_537, offset: 65_539 });
  expect(positions.at(text.length)).toEqual({ line: 2, column: 70_001, offset: 205_540 });
  expect(positions.at(0)).toEqual({ line: 1, column: 1, offset: 0 });
});

it('finds the first byte that is not well-formed UTF-8, where the decoder of the platform fails too', () => {
  const bytes = fc.array(
    fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xa0, 0xed, 0x9f, 0xf0, 0x90, 0xf4, 0x8f, 0xf5),
    {
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(bytes, (values) => {
      const input = Uint8Array.from(values);
      const at = findInvalidUtf8(input);
      const decoder = new TextDecoder('utf-8', { fatal: true });
      if (at === undefined) {
        expect(() => decoder.decode(input)).not.toThrow();
      } else {
        expect(() => decoder.decode(input.subarray(0, at))).not.toThrow();
        expect(() => decoder.decode(Uint8Array.from([...input.subarray(0, at + 1), 0x41]))).toThrow();
      }
    }),
    { numRuns: 2000 },
  );
});
