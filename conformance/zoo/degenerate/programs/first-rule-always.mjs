import { speak } from './speak.mjs';

const findings = [{ rule: 'json/too-large' }];
await speak('first-rule-always', () => ({ valid: false, findings }), { level: 'rule' });
