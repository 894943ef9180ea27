// Reads the document with JSON.parse. 0: read; 10: refused; anything else: it failed.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
try {
  JSON.parse(text);
} catch (error) {
  if (!(error instanceof SyntaxError)) throw error;
  process.exitCode = 10;
}
