import type { LimitRecipe } from '../case-recipe.ts';
import { limitCase } from './limit-case.ts';

const yaml = limitCase('strict-yaml@1', { seconds: 10, mebibytes: 1024 });

export const strictYamlLimits: readonly LimitRecipe[] = [
  yaml.accepted({
    name: 'limit-document-of-1-mib',
    cites: ['yaml/too-large'],
    why: 'A document of 1 MiB, a comment most of it, is as large as one may be.',
    segments: [{ text: 'a: 1\n#' }, { repeat: 1024 * 1024 - 7, segments: [{ text: 'x' }] }, { text: '\n' }],
  }),
  yaml.rejected({
    name: 'limit-document-of-1-mib-and-1',
    rule: 'yaml/too-large',
    why: 'The document has one byte more than 1 MiB.',
    segments: [{ text: 'a: 1\n#' }, { repeat: 1024 * 1024 - 6, segments: [{ text: 'x' }] }, { text: '\n' }],
  }),
  yaml.rejected({
    name: 'limit-document-of-a-gibibyte',
    rule: 'yaml/too-large',
    why: 'Nobody who looks at the size first reads this document.',
    segments: [{ zeros: 1024 * 1024 * 1024 }],
    budget: { seconds: 5, mebibytes: 512 },
  }),
  yaml.rejected({
    name: 'limit-thousands-of-levels',
    rule: 'yaml/nesting-too-deep',
    why: 'Twenty-four thousand sequences within each other overflow the stack of a reader that counts them too late.',
    segments: [
      { repeat: 24_000, segments: [{ text: '[' }] },
      { repeat: 24_000, segments: [{ text: ']' }] },
      { text: '\n' },
    ],
  }),
  yaml.rejected({
    name: 'limit-half-a-million-tokens',
    rule: 'yaml/too-many-tokens',
    why: 'Half a million tokens are counted before anything is made of them.',
    segments: [{ text: '[0' }, { repeat: 250_000, segments: [{ text: ',1' }] }, { text: ']\n' }],
  }),
];
