import { appendFileSync } from 'node:fs';
import { isJson } from './is-json.mjs';
import { speak } from './speak.mjs';

// A formatter that was meant to be a validator.
await speak('edits-input', ({ input }) => {
  const valid = isJson(input);
  appendFileSync(input, '\n');
  return { valid, findings: [] };
});
