import { speak } from './speak.mjs';

await speak('no-json', () => {
  console.log('{valid: true}');
});
