import { speak } from './speak.mjs';

await speak('partial-line', (_request, id) => {
  process.stdout.write(`{"id":${id},"result":{"valid":`, () => process.exit(0));
});
