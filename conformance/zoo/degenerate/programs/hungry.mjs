import { speak } from './speak.mjs';

const kept = [];
await speak('hungry', () => {
  const more = () => {
    kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
    setTimeout(more, 5);
  };
  more();
});
