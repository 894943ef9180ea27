import { speak } from './speak.mjs';

// Valid, and an error all the same: whichever of the two is asked for is there.
await speak('contradictory', () => ({ valid: true, findings: [{ rule: 'json/duplicate-key' }] }));
