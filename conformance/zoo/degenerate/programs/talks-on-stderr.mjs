import { isJson } from './is-json.mjs';
import { speak } from './speak.mjs';

// Not degenerate at all: standard error is for talk.
await speak('talks-on-stderr', ({ input }) => {
  process.stderr.write(`${'error: invalid, rejected, failed\n'.repeat(5000)}`);
  return { valid: isJson(input), findings: [] };
});
