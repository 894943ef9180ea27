import { isJson } from './is-json.mjs';
import { say, speak } from './speak.mjs';

await speak('noise-after', ({ input }, id) => {
  say({ id, result: { valid: isJson(input), findings: [] } });
  console.log('judged the input');
});
