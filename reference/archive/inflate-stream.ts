import { createInflateRaw } from 'node:zlib';

/** How a deflate stream ended. */
export interface StreamInflation {
  /** Whether the last block of the stream was reached. */
  readonly hasEnded: boolean;
  /** Whether `take` asked for no more. */
  readonly wasStopped: boolean;
  /** Whether the stream is no deflate stream; false where it is cut short. */
  readonly isInvalid: boolean;
  /** Bytes that the stream took; meaningful where it has ended. */
  readonly consumed: number;
}

/**
 * Inflates a raw deflate stream chunk by chunk and waits for each, so that one chunk of each side is all that is held.
 * `next` gives compressed bytes from a place on, valid until it is called again; `take` says whether it wants more.
 */
export async function inflateStream(
  size: number,
  next: (at: number) => Buffer,
  take: (chunk: Buffer) => boolean,
): Promise<StreamInflation> {
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  let wasStopped = false;
  let isBroken = false;
  let isInvalid = false;
  let hasEnded = false;
  let takeError: unknown;
  // `close` alone would not do: a stream that has ended before its input is at hand stays open.
  const done = new Promise<void>((resolve) => {
    for (const event of ['end', 'error', 'close']) inflate.on(event, () => resolve());
  });
  inflate.on('error', (error) => {
    isBroken = true;
    // Input that ends too soon is told by another code.
    isInvalid = 'code' in error && error.code === 'Z_DATA_ERROR';
  });
  inflate.on('end', () => {
    hasEnded = true;
  });
  inflate.on('data', (chunk: Buffer) => {
    if (wasStopped || takeError !== undefined) return;
    try {
      if (take(chunk)) return;
      wasStopped = true;
    } catch (error) {
      takeError = error ?? new Error('the sink failed');
    }
    inflate.destroy();
  });
  for (let at = 0; at < size && !wasStopped && !isBroken && !hasEnded && takeError === undefined; ) {
    const chunk = next(at);
    at += chunk.length;
    // The chunk may be read over once its callback has come; a stream that ended or failed calls back no more.
    await Promise.race([new Promise<void>((resolve) => inflate.write(chunk, () => resolve())), done]);
  }
  if (!inflate.destroyed && !hasEnded) inflate.end();
  await done;
  const consumed = inflate.bytesWritten;
  inflate.destroy();
  if (takeError !== undefined) throw takeError;
  return { hasEnded, wasStopped, isInvalid, consumed };
}
