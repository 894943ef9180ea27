import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { toProvenanceText } from './provenance-text.ts';

const WRITE =
  'import json,sys; sys.stdout.write(json.dumps(json.loads(sys.argv[1]), indent=2, sort_keys=True) + "\\n")';

test.each([
  {},
  [],
  { a: [], b: {}, c: [1, -2, 0], d: [[{}]], e: '\b\f\n\r\t\u0000\u001f\u007f\u0080"\\/' },
  { '\ud83d\ude00': 'a', '\uffff': 'b', é: 'ü', A: 1, a: 2, _: 3 },
  'text',
])('Python writes %j the same', (value) => {
  expect(toProvenanceText(value)).toBe(
    execFileSync('/usr/bin/python3', ['-c', WRITE, JSON.stringify(value)], { encoding: 'utf8' }),
  );
});
