import type { TextSink } from '../edge.ts';

/** Gathered until there are so many characters: a chunk may be a line. */
const GATHERED = 64 * 1024;

/** Writes a text that comes in chunks, none of which is made before the sink is ready for it. */
export async function writeChunks(sink: TextSink, chunks: Iterable<string>): Promise<void> {
  let gathered: string[] = [];
  let length = 0;
  for (const chunk of chunks) {
    gathered.push(chunk);
    length += chunk.length;
    if (length < GATHERED) continue;
    sink.write(gathered.join(''));
    await sink.drained?.();
    gathered = [];
    length = 0;
  }
  if (length > 0) sink.write(gathered.join(''));
}
