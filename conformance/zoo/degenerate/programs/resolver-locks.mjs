import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesIn } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// Leaves a lock beside what it was to look at.
await speakAsResolver('resolver-locks', (request) => {
  writeFileSync(join(request.input, 'dist.lock'), JSON.stringify(request.identity));
  return matchesIn(request);
});
