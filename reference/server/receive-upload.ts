import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './http-problem.ts';

/**
 * Writes the request's body to a new file that only this user can read, as it arrives.
 * Throws HttpProblem 413 as soon as more than `maximum` bytes are announced or have come, 400 when the client goes away.
 */
export async function receiveUpload(
  request: IncomingMessage,
  target: { readonly file: string; readonly maximum: number; readonly accept: () => void },
): Promise<void> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > target.maximum) throw tooLarge(target.maximum);
  target.accept();
  const file = await open(target.file, 'wx', 0o600);
  try {
    let size = 0;
    // Without `destroyOnReturn: false` leaving the loop would close the connection before the answer is written.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > target.maximum) throw tooLarge(target.maximum);
      await file.writeFile(chunk);
    }
    if (!request.complete) throw new HttpProblem(400, 'The request was cut short');
  } catch (error) {
    if (request.destroyed && !(error instanceof HttpProblem)) throw new HttpProblem(400, 'The request was cut short');
    throw error;
  } finally {
    await file.close();
  }
}

/** Reads the request's body into memory. Throws as `receiveUpload` does. */
export async function receiveSmallBody(
  request: IncomingMessage,
  { maximum, accept }: { readonly maximum: number; readonly accept: () => void },
): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > maximum) throw tooLarge(maximum);
  accept();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > maximum) throw tooLarge(maximum);
      chunks.push(chunk);
    }
  } catch (error) {
    if (request.destroyed && !(error instanceof HttpProblem)) throw new HttpProblem(400, 'The request was cut short');
    throw error;
  }
  if (!request.complete) throw new HttpProblem(400, 'The request was cut short');
  return Buffer.concat(chunks);
}

function tooLarge(maximum: number): HttpProblem {
  return new HttpProblem(413, `The body is larger than ${maximum} bytes`);
}
