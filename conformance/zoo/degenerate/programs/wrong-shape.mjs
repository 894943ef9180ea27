import { speak } from './speak.mjs';

await speak('wrong-shape', () => ({ valid: 'yes' }));
