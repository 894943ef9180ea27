import { speak } from './speak.mjs';

await speak('silent-exit', () => process.exit(0));
