import { matchesIn } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// Not degenerate at all: standard error is for talk.
await speakAsResolver('resolver-talks-on-stderr', (request) => {
  process.stderr.write('error: refused, ambiguous, no match\n');
  return matchesIn(request);
});
