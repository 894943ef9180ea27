import { expect, test } from 'vitest';
import type { RuleCatalogue } from '../../reference/generated/types/interfaces-rule-catalogue.ts';
import type { Vector } from '../../reference/generated/types/interfaces-vector.ts';
import { rulePage } from './rule-page.ts';
import { ruleReason } from './rule-reason.ts';

const text = `# Zip

<a id="duplicate-name"></a>Two members MUST NOT have the same name. (\`zip/duplicate-name\`) In [core](#profiles) the last
counts, as in [JSON](../../strict-json/v1/README.md#duplicate-key).

- <a id="gap"></a>Members MUST touch. (\`zip/gap\`)
- <a id="data"></a>Data MUST NOT follow. (\`zip/data\`) Not even zeros.

## Stricter than the published reader

| rule | the published reader |
|---|---|
| [\`zip/duplicate-name\`](#duplicate-name) | takes the last |
| [\`zip/data\`](#data) | skips them, as \`zip/gap\` |

And of exporters:

| rule | why |
|---|---|
| [\`zip/gap\`](#gap) | bytes that nobody checks |
`;

const rule: RuleCatalogue[number] = {
  id: 'zip/duplicate-name',
  status: 'active',
  level: 'MUST',
  role: 'consumer',
  phase: 'container',
  origin: 'ours',
  text: 'Two members MUST NOT have the same name.',
  message: 'the name stands twice',
  remedy: 'Remove one of the two.',
  since: '1.0.0',
  source: 'README.md#duplicate-name',
};

test.each([
  [
    'zip/duplicate-name',
    'In [core](../../../contracts/strict-zip/v1/README.md#profiles) the last counts, as in ' +
      '[JSON](../../../contracts/strict-json/v1/README.md#duplicate-key).\n\n' +
      'The published reader takes the last.',
  ],
  ['zip/data', 'Not even zeros.\n\nThe published reader skips them, as `zip/gap`.'],
  ['zip/gap', 'Asked for because: bytes that nobody checks.'],
  ['zip/other', undefined],
])('of %s the text gives the reason %j', (id, reason) => {
  expect(ruleReason(text, 'strict-zip', id)).toBe(reason);
});

test('a page lists its vectors by what they show of the rule', () => {
  const page = rulePage({
    rule,
    contract: 'strict-zip',
    text,
    vectors: [
      vector('0001', { kind: 'accept', expect: { valid: true, warnings: [] } }),
      vector('0002', { kind: 'accept', profile: 'core', expect: { valid: true, warnings: [] } }),
      vector('0003', { kind: 'reject', expect: { valid: false, primary: 'zip/gap' } }),
      vector('0004', { kind: 'reject', expect: { valid: false, primary: 'zip/duplicate-name' } }),
      vector('0005', { kind: 'accept', expect: { valid: true, warnings: ['zip/duplicate-name'] } }),
      vector('0006', { kind: 'relation', expect: { valid: false } }),
    ],
  });
  expect(page.split('\n').flatMap((line) => line.match(/^### .*|`strict-zip\/\d+`/)?.[0] ?? [])).toEqual([
    '### Rejected by this rule',
    '`strict-zip/0004`',
    '### Warned of',
    '`strict-zip/0005`',
    '### Accepted',
    '`strict-zip/0001`',
    '### Accepted in `core`, where this rule is not in force',
    '`strict-zip/0002`',
    '### Rejected by another rule',
    '`strict-zip/0003`',
    '### Of many inputs',
    '`strict-zip/0006`',
  ]);
});

function vector(id: string, rest: Pick<Vector, 'kind' | 'expect'> & Partial<Vector>) {
  const path = `conformance/vectors/strict-zip/${id}`;
  const own: Vector = {
    id,
    rev: 1,
    contract: 'strict-zip@1',
    role: 'consumer',
    profile: 'hardened',
    input: { path: 'input', sha256: '0'.repeat(64) },
    cites: [rule.id],
    why: 'Some reason.',
    ...rest,
  };
  return { path, vector: own };
}
