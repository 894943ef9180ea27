import { say } from './speak.mjs';

say({ id: 1, result: {} });
setInterval(() => {}, 1000);
