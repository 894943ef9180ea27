import { describe, expect, it } from 'vitest';
import { toVectorInput, toVectorTwin } from './vector-files.ts';

const bytes = new TextEncoder().encode('#!/bin/sh\n');

describe('a folder as the input of a vector', () => {
  it('says which files are executable, and nothing of those that are not', () => {
    const { input } = toVectorInput({ plain: bytes, run: { program: bytes } });
    expect('entries' in input && input.entries.map((entry) => 'executable' in entry)).toEqual([false, true]);
  });

  it('has another digest where only that differs', () => {
    const digests = [bytes, { program: bytes }].map((entry) => toVectorInput({ run: entry }).input.sha256);
    expect(new Set(digests).size).toBe(2);
  });
});

describe('the edit from a twin', () => {
  it('takes out and adds a file of which only the bit to execute it differs', () => {
    const hex = Buffer.from(bytes).toString('hex');
    expect(toVectorTwin('0000', { run: { program: bytes } }, { run: bytes })).toEqual({
      id: '0000',
      splices: [],
      removed: ['run'],
      added: [{ path: 'run', type: 'file', hex }],
    });
    expect(toVectorTwin('0000', { run: bytes }, { run: { program: bytes } }).added).toEqual([
      { path: 'run', type: 'file', hex, executable: true },
    ]);
  });

  it('is within the file where both are executable', () => {
    const after = { run: { program: new TextEncoder().encode('#!/bin/ash\n') } };
    expect(toVectorTwin('0000', { run: { program: bytes } }, after)).toEqual({
      id: '0000',
      splices: [{ path: 'run', offset: 7, delete: '', insert: '61' }],
    });
  });
});
