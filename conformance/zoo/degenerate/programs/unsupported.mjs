import { say, speak } from './speak.mjs';

await speak('unsupported', (_request, id) => say({ id, unsupported: 'not in this version' }));
