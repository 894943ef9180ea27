import { speak } from './speak.mjs';

await speak('always-invalid', () => ({ valid: false, findings: [] }));
