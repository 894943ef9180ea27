import { speak } from './speak.mjs';

await speak('hang', () => undefined);
