import type { ByteSource } from '../../archive/byte-source.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ArchiveContent, ReadFile } from './artifact-facts.ts';

/** An archive that was read. */
export interface OpenArchive {
  readonly file: ReadFile;
  readonly content: ArchiveContent | undefined;
}

/** Reads what an archive holds (section 6); undefined where strict-tar refuses it. */
export function readArchive(
  _source: ByteSource,
  _path: string,
  _collector: FindingCollector,
): ArchiveContent | undefined {
  return undefined;
}
