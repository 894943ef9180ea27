import { isJson } from './is-json.mjs';
import { say, speak } from './speak.mjs';

await speak('wrong-id', ({ input }, id) => say({ id: id + 1, result: { valid: isJson(input), findings: [] } }));
