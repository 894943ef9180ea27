import { isJson } from './is-json.mjs';
import { say, speak } from './speak.mjs';

await speak('answers-twice', ({ input }, id) => {
  for (const _ of [1, 2]) say({ id, result: { valid: isJson(input), findings: [] } });
});
