import { describe, expect, it } from 'vitest';
import { applySplices } from '../../conformance/suite/apply-splices.ts';
import { byteDifference } from './byte-difference.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('the splices between two inputs', () => {
  it('are none for equal inputs', () => {
    expect(byteDifference(bytes('abc'), bytes('abc'))).toEqual([]);
  });

  it('say what gives way to what, and where', () => {
    expect(byteDifference(bytes('one two three'), bytes('one 2 three'))).toEqual([
      { offset: 4, delete: hex('two'), insert: hex('2') },
    ]);
  });

  it('are several where the edits lie apart', () => {
    const before = bytes(`a${'.'.repeat(40)}b${'.'.repeat(40)}c`);
    const after = bytes(`A${'.'.repeat(40)}b${'.'.repeat(40)}`);
    expect(byteDifference(before, after)).toEqual([
      { offset: 0, delete: hex('a'), insert: hex('A') },
      { offset: 82, delete: hex('c'), insert: '' },
    ]);
  });

  it('join edits that lie close together', () => {
    expect(byteDifference(bytes('x123y'), bytes('X123Y'))).toEqual([
      { offset: 0, delete: hex('x123y'), insert: hex('X123Y') },
    ]);
  });

  it('lead from one input to the other, however different the two are', () => {
    const inputs = ['', 'a', 'abcabba', 'cbabac', 'z'.repeat(4000), 'yz'.repeat(3000), 'the end'].map(bytes);
    for (const before of inputs) {
      for (const after of inputs) {
        expect(Buffer.from(applySplices(before, byteDifference(before, after)))).toEqual(Buffer.from(after));
      }
    }
  });
});

describe('applying splices', () => {
  it('refuses bytes that are not those that a splice deletes', () => {
    expect(() => applySplices(bytes('abc'), [{ offset: 1, delete: hex('x'), insert: '' }])).toThrow('does not fit');
  });

  it('refuses splices that are out of order', () => {
    const splices = [
      { offset: 2, delete: hex('c'), insert: '' },
      { offset: 0, delete: hex('a'), insert: '' },
    ];
    expect(() => applySplices(bytes('abc'), splices)).toThrow('does not fit');
  });
});
