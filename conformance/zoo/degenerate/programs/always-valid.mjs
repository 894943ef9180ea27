import { speak } from './speak.mjs';

await speak('always-valid', () => ({ valid: true, findings: [] }));
