import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { AdapterRequest } from '../../../reference/generated/types/interfaces-adapter-request.ts';
import { type AnswerBody, answerRequest } from './answer-request.ts';

const LONGEST_LINE = 8 * 1024 * 1024;

/** Speaks the adapter protocol for the reference until it is told to end, or nothing more is asked. */
export async function serveAdapter(
  requests: AsyncIterable<Uint8Array>,
  write: (text: string) => void,
  answer: (request: AdapterRequest) => Promise<AnswerBody> = answerRequest,
): Promise<void> {
  for await (const line of linesOf(requests)) {
    const request: unknown = JSON.parse(line);
    if (!isRequest(request)) throw new Error('a line is no request');
    if (request.op === 'shutdown') return;
    write(toLine({ id: request.id, ...(await answerOrError(request, answer)) }));
  }
}

// An observation that does not fit into a line is left out (interfaces, section 6).
function toLine(response: object): string {
  const line = `${JSON.stringify(response)}\n`;
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  return `${JSON.stringify(response, (name, value) => (name === 'observation' ? undefined : value))}\n`;
}

// What went wrong in the reference is said as such: it is no verdict.
async function answerOrError(
  request: AdapterRequest,
  answer: (request: AdapterRequest) => Promise<AnswerBody>,
): Promise<AnswerBody> {
  try {
    return await answer(request);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function isRequest(value: unknown): value is AdapterRequest {
  return validators['interfaces/adapter-request'](value);
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
