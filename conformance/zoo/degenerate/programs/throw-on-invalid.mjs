import { readFileSync } from 'node:fs';
import { speak } from './speak.mjs';

// An exception that nobody catches: exit code 1 and a trace on standard error.
await speak('throw-on-invalid', ({ input }) => {
  JSON.parse(readFileSync(input, 'utf8'));
  return { valid: true, findings: [] };
});
