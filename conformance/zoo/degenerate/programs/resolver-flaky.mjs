import { rowsOf } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

let asked = 0;
await speakAsResolver('resolver-flaky', ({ input }) => {
  asked += 1;
  return { resolved: rowsOf(input)[asked % 2].artifact_file };
});
