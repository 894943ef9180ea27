import { matchesIn } from './rows.mjs';
import { speakAsResolver } from './speak.mjs';

// What a program does whose author took exit code 1 for a refusal.
await speakAsResolver('resolver-crashes', (request) => {
  const answer = matchesIn(request);
  if ('refused' in answer) process.exit(1);
  return answer;
});
