import { rowsOf } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// Takes the first artifact there is, whatever is asked for.
await speakAsResolver('resolver-first-row', ({ input }) => ({ resolved: rowsOf(input)[0].artifact_file }));
