import type { AcceptedDocument } from '../strict-json/document-recipes.ts';

const CONFIGURATION = `# A configuration as people write it.
---
name: 'it''s a "name"'
version: 0.3.8   # three parts are text
enabled: true
ports: [8080, "8081"]
defaults: &defaults
  retries: 3
  timeout: 2.5

services:
- id: one
  url: http://host:80/path?q=1#top
  limits: *defaults
- id: two
  note: plain text over
    two lines
  limits: {retries: 0x10, timeout: 1.}
script: |
  first
    second	# text
text: >-
  folded
  text

nothing:
also: ~
"quoted key": "a\\tb\\u00e9\\\\"
`;

/** Documents that come close to breaking rules. */
export const acceptedYaml: readonly AcceptedDocument[] = [
  {
    name: 'configuration',
    text: CONFIGURATION,
    value: {
      name: 'it\'s a "name"',
      version: '0.3.8',
      enabled: true,
      ports: [8080, '8081'],
      defaults: { retries: 3, timeout: 2.5 },
      services: [
        { id: 'one', url: 'http://host:80/path?q=1#top', limits: { retries: 3, timeout: 2.5 } },
        { id: 'two', note: 'plain text over two lines', limits: { retries: 16, timeout: 1 } },
      ],
      script: 'first\n  second\t# text\n',
      text: 'folded text',
      nothing: null,
      also: null,
      'quoted key': 'a\tbé\\',
    },
    cites: ['yaml/syntax', 'yaml/tab', 'yaml/ambiguous-scalar', 'yaml/several-documents', 'yaml/ambiguous-flow-scalar'],
    why: 'Comments, both styles, every kind of scalar, an anchor and an alias.',
  },
  {
    name: 'scalars-of-both-versions',
    text: '[0, -1, +1, 007, 0x1F, 1.5, 1., .5, 1.5e+3, -0, true, NULL, ~, y, n, 1.2.3, 08:30, 1:60, 2026-1, 0.0e-5]\n',
    value: [0, -1, 1, 7, 31, 1.5, 1, 0.5, 1500, 0, true, null, null, 'y', 'n', '1.2.3', '08:30', '1:60', '2026-1', 0],
    cites: ['yaml/ambiguous-scalar', 'yaml/unsafe-integer', 'yaml/non-finite-number'],
    why: 'Plain scalars that YAML 1.1 and YAML 1.2 read alike.',
  },
  {
    name: 'special-names',
    text: '__proto__: {constructor: 1}\ntoString: []\n"": x\n<<x: 1\n',
    value: JSON.parse('{"__proto__": {"constructor": 1}, "toString": [], "": "x", "<<x": 1}'),
    cites: ['yaml/duplicate-key', 'yaml/empty-key', 'yaml/merge-key', 'yaml/non-string-key'],
    why: 'Names that some languages treat as special are ordinary.',
  },
  {
    name: 'ends-without-line-feed',
    text: 'a: "b\\\n  c"\nd: |\n\n  x\n\ne: f',
    value: { a: 'bc', d: '\nx\n', e: 'f' },
    cites: ['yaml/unterminated-block-scalar', 'yaml/invalid-escape', 'yaml/unindented-block-scalar'],
    why: 'The last line has no line feed and is not of a block scalar.',
  },
];
