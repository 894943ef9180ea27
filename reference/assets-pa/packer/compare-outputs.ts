import { join } from 'node:path';
import { type FileSource, openFileSource } from '../../archive/byte-source.ts';
import { lookAt } from '../../archive/look-up.ts';
import { companionsOf, measure, type OutputFile, type PackPublication, type PublishedOutput } from './publish-pack.ts';
import { PACK } from './workspace-layout.ts';
import { type WrittenSlices, writePack } from './write-pack.ts';

/**
 * Whether the outputs in a folder are, byte for byte, what would be published there now; everything is read, and nothing
 * that was noted is believed. Answers with them by path, `other` where something else stands there, or `stale` where a
 * digest that was taken over turned out to be wrong. Throws ContractsError `io` and `source-changed`.
 */
export function compareOutputs(
  { plan, digests, described }: Pick<PackPublication, 'plan' | 'digests' | 'described'>,
  folder: string,
): readonly PublishedOutput[] | 'other' | 'stale' {
  let slices: WrittenSlices = 'stale';
  const pack: OutputFile = {
    name: PACK,
    write(write) {
      slices = writePack(plan, digests, write, () => {});
    },
  };
  const outputs: PublishedOutput[] = [];
  for (const { name, write } of [pack, ...companionsOf(plan, described)]) {
    const path = join(folder, name);
    if (lookAt(path)?.isFile() !== true) return 'other';
    const source = openFileSource(path);
    try {
      const comparison = compareWith(source);
      outputs.push({ path: name, ...measure(write, comparison.sink) });
      if (slices === 'stale') return 'stale';
      if (!comparison.isSame()) return 'other';
    } finally {
      source.close();
    }
  }
  return outputs.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Holds what is written against what a file has. */
function compareWith(source: FileSource): {
  readonly sink: (chunk: Uint8Array) => void;
  readonly isSame: () => boolean;
} {
  let position = 0;
  let isSame = true;
  let held = Buffer.alloc(0);
  return {
    sink(chunk) {
      isSame &&= position + chunk.length <= source.size;
      if (!isSame) return;
      if (held.length < chunk.length) held = Buffer.alloc(chunk.length);
      const there = held.subarray(0, chunk.length);
      source.read(position, there);
      isSame = there.equals(chunk);
      position += chunk.length;
    },
    isSame: () => isSame && position === source.size,
  };
}
