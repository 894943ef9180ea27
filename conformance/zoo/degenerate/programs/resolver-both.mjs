import { matchesIn } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// Resolved, and refused all the same: whichever of the two is asked for is there.
await speakAsResolver('resolver-both', (request) => ({
  refused: 'distribution/no-match',
  resolved: 'dist/a',
  ...matchesIn(request),
}));
