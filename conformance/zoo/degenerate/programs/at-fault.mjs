import { say, speak } from './speak.mjs';

await speak('at-fault', (_request, id) => say({ id, error: 'the reader is not installed' }));
