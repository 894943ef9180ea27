// Reads the document with `parse` of the package yaml. 0: read; 10: refused; anything else: it failed.
import { readFileSync } from 'node:fs';
import { parse, YAMLError } from 'yaml';

const text = readFileSync(process.argv[2], 'utf8');
try {
  parse(text, { logLevel: 'error' });
} catch (error) {
  // Too many aliases are a ReferenceError.
  if (!(error instanceof YAMLError || error instanceof ReferenceError)) throw error;
  process.exitCode = 10;
}
