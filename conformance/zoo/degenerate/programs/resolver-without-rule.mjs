import { speakAsResolver } from './speak.mjs';

await speakAsResolver('resolver-without-rule', () => ({ refused: 'no match' }));
