import { matchesIn } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// Warns where nobody hears it.
await speakAsResolver('resolver-silent-warning', (request) => {
  const { warnings, ...answer } = matchesIn(request);
  if (warnings !== undefined) process.stderr.write(`warning: ${warnings}\n`);
  return answer;
});
