import type { Segment } from '../../suite/vector.ts';
import type { LimitRecipe } from '../case-recipe.ts';
import { limitCase } from './limit-case.ts';

const SIZE = 16 * 1024 * 1024;

/** One text of so many bytes, quotes included. */
function textOf(size: number): readonly Segment[] {
  return [{ text: '"' }, { repeat: size - 2, segments: [{ text: 'a' }] }, { text: '"' }];
}

const json = limitCase('strict-json@1', { seconds: 10, mebibytes: 1024 });

export const strictJsonLimits: readonly LimitRecipe[] = [
  json.accepted({
    name: 'limit-document-of-16-mib',
    cites: ['json/too-large'],
    why: 'One text that fills 16 MiB is as large as a document may be.',
    segments: textOf(SIZE),
  }),
  json.rejected({
    name: 'limit-document-of-16-mib-and-1',
    rule: 'json/too-large',
    why: 'The document has one byte more than 16 MiB.',
    segments: textOf(SIZE + 1),
  }),
  json.rejected({
    name: 'limit-document-of-a-gibibyte',
    rule: 'json/too-large',
    why: 'Nobody who looks at the size first reads this document.',
    segments: [{ zeros: 1024 * 1024 * 1024 }],
    budget: { seconds: 5, mebibytes: 512 },
  }),
  json.rejected({
    name: 'limit-a-million-levels',
    rule: 'json/nesting-too-deep',
    why: 'A million arrays within each other overflow the stack of a reader that counts them too late.',
    segments: [
      { repeat: 1_000_000, segments: [{ text: '[' }] },
      { repeat: 1_000_000, segments: [{ text: ']' }] },
    ],
  }),
  json.rejected({
    name: 'limit-a-million-open-objects',
    rule: 'json/nesting-too-deep',
    why: 'A million objects are opened and never closed; they are too deep before they are unclosed.',
    segments: [{ repeat: 1_000_000, segments: [{ text: '{"a":' }] }],
  }),
  json.accepted({
    name: 'limit-members-without-number',
    cites: ['json/duplicate-key'],
    why: 'An object has 200,000 members, all of other names; to compare each with all others takes too long.',
    segments: [
      { text: '{"":0' },
      { repeat: 200_000, segments: [{ text: ',"' }, { decimal: { start: 0, step: 1, width: 6 } }, { text: '":1' }] },
      { text: '}' },
    ],
  }),
  json.rejected({
    name: 'limit-last-member-twice',
    rule: 'json/duplicate-key',
    why: 'The last of 200,000 members has the name of the first.',
    segments: [
      { text: '{"":0' },
      { repeat: 200_000, segments: [{ text: ',"' }, { decimal: { start: 0, step: 1, width: 6 } }, { text: '":1' }] },
      { text: ',"":2}' },
    ],
  }),
  json.accepted({
    name: 'limit-many-escapes',
    cites: ['json/invalid-escape'],
    why: 'A text of a million escapes is read in one pass.',
    segments: [{ text: '"' }, { repeat: 1_000_000, segments: [{ text: '\\u00e9' }] }, { text: '"' }],
  }),
];
