import { matchesIn } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// Right in all, but for the clock that it asks: its own.
await speakAsResolver('resolver-own-clock', (request) => matchesIn({ ...request, now: new Date().toISOString() }));
