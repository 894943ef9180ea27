import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './http-problem.ts';

/** How a request's body is taken in. */
interface Reception {
  readonly maximum: number;
  /** Says that the body is wanted. */
  readonly accept: () => void;
}

/**
 * Writes the request's body to a new file that only this user can read, as it arrives.
 * Throws HttpProblem 413 as soon as more than `maximum` bytes are announced or have come, 400 when the client goes away.
 */
export async function receiveUpload(
  request: IncomingMessage,
  { file: path, ...reception }: Reception & { readonly file: string },
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await receive(request, reception, (chunk) => file.writeFile(chunk));
  } finally {
    await file.close();
  }
}

/** Reads the request's body into memory. Throws as `receiveUpload` does. */
export async function receiveSmallBody(request: IncomingMessage, reception: Reception): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await receive(request, reception, async (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}

async function receive(
  request: IncomingMessage,
  { maximum, accept }: Reception,
  take: (chunk: Uint8Array) => Promise<void>,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > maximum) throw tooLarge(maximum);
  accept();
  let size = 0;
  try {
    // Without `destroyOnReturn: false` leaving the loop would close the connection before the answer is written.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > maximum) throw tooLarge(maximum);
      await take(chunk);
    }
  } catch (error) {
    if (request.destroyed && !(error instanceof HttpProblem)) throw cutShort();
    throw error;
  }
  if (!request.complete) throw cutShort();
}

function cutShort(): HttpProblem {
  return new HttpProblem(400, 'The request was cut short');
}

function tooLarge(maximum: number): HttpProblem {
  return new HttpProblem(413, `The body is larger than ${maximum} bytes`);
}
