import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { answerRequest } from './answer-request.ts';
import { serveAdapter } from './serve-adapter.ts';

// The reference, whose verdict on the input with one digest is the other one. The digest is the argument.
const [digest] = process.argv.slice(2);

await serveAdapter(
  process.stdin,
  (text) => process.stdout.write(text),
  async (request) => {
    const { op, input = '' } = request;
    const isFlipped = op === 'validate' && statSync(input).isFile() && digestOf(input) === digest;
    return isFlipped ? { result: { valid: false, findings: [] } } : answerRequest(request);
  },
);
process.stdin.destroy();

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
