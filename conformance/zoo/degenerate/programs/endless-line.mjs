import { speak } from './speak.mjs';

// One line of nine megabytes, in which an answer would be.
await speak('endless-line', () => {
  process.stdout.write(' '.repeat(9 * 1024 * 1024));
});
