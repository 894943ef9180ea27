import { serveAdapter } from './serve-adapter.ts';

// The reference as an adapter from its sources; the program has it as its command `adapter`.
await serveAdapter(process.stdin, (text) => process.stdout.write(text));
process.stdin.destroy();
