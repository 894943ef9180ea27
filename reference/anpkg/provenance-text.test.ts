import { expect, test } from 'vitest';
import { toProvenanceText } from './provenance-text.ts';

// The canonical form of section 4.3, as Python writes it: json.dumps(v, indent=2, sort_keys=True) + "\n".
test('keys are sorted by code point, and everything is ASCII', () => {
  expect(toProvenanceText({ '\u{1f600}': 1, '\uffee': [], b: {}, a: ['é\u2028"\\', true, null, { z: '\x7f' }] })).toBe(
    `{
  "a": [
    "\\u00e9\\u2028\\"\\\\",
    true,
    null,
    {
      "z": "\\u007f"
    }
  ],
  "b": {},
  "\\uffee": [],
  "\\ud83d\\ude00": 1
}
`,
  );
});
