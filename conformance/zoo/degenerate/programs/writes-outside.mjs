import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJson } from './is-json.mjs';
import { speak } from './speak.mjs';

await speak('writes-outside', ({ input }) => {
  writeFileSync(join(dirname(input), '..', 'judged.log'), input);
  return { valid: isJson(input), findings: [] };
});
