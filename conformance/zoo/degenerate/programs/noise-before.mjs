import { isJson } from './is-json.mjs';
import { speak } from './speak.mjs';

await speak('noise-before', ({ input }) => {
  console.log('judging the input');
  return { valid: isJson(input), findings: [] };
});
