import { readFileSync } from 'node:fs';

/** Whether Node's own parser takes the file: a lenient reader, and right more often than not. */
export function isJson(path) {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)));
    return true;
  } catch {
    return false;
  }
}
