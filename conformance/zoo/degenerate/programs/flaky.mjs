import { isJson } from './is-json.mjs';
import { speak } from './speak.mjs';

let asked = 0;
await speak('flaky', ({ input }) => {
  asked += 1;
  return { valid: isJson(input) === (asked % 2 === 0), findings: [] };
});
