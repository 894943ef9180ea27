import { isJson } from './is-json.mjs';
import { speak } from './speak.mjs';

// What a program does whose author took exit code 1 for a rejection.
await speak('crash-on-invalid', ({ input }) => {
  if (!isJson(input)) process.exit(1);
  return { valid: true, findings: [] };
});
