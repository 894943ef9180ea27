import { speakAsResolver } from './speak.mjs';

await speakAsResolver('resolver-refuses-always', () => ({ refused: 'distribution/no-match' }));
