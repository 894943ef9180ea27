import type { ByteSource } from '../../archive/byte-source.ts';
import { ENVELOPE_LIMITS } from '../../archive/envelope-limits.ts';
import { readGzip } from '../../archive/gzip/read-gzip.ts';
import { SourceWindow } from '../../archive/source-window.ts';
import { readTar } from '../../archive/tar/read-tar.ts';
import { catalogue } from '../../generated/catalogue.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import type { ArchiveContent, ReadFile } from './artifact-facts.ts';
import { CanonicalScan } from './canonical-scan.ts';

/** An archive that was read. */
export interface OpenArchive {
  readonly file: ReadFile;
  readonly content: ArchiveContent | undefined;
}

const WINDOW = 262_144;

/**
 * Reads what an archive holds (section 6); undefined where strict-tar refuses it, and then its findings stand at the
 * archive. What strict-tar warns of is no matter here: an archive is canonical or it is not.
 */
export async function readArchive(
  source: ByteSource,
  file: ReadFile,
  epoch: number,
  collector: FindingCollector,
): Promise<ArchiveContent | undefined> {
  const ofArchive = new FindingCollector(collector.selection);
  const reading = await readTar(source, ofArchive, { digest: true });
  for (const { rule, at, details } of ofArchive.findings()) {
    if (catalogue[rule].level !== 'MUST') continue;
    const place = { member: file.path, ...(at.offset === undefined ? {} : { offset: at.offset }) };
    collector.add(rule, place, at.member === undefined ? details : { ...details, path: at.member });
  }
  if (ofArchive.errorCount > 0) return undefined;
  const scan = new CanonicalScan(epoch);
  if (reading.envelope === 'gzip') {
    await readGzip(new SourceWindow(source, WINDOW), source.size, {
      collector: new FindingCollector(collector.selection),
      limits: ENVELOPE_LIMITS,
      take: (piece) => scan.push(piece),
    });
  }
  const { sha256, deviation } = scan.finish(file.sha256);
  return {
    sha256,
    deviation,
    isGzip: reading.envelope === 'gzip',
    members: reading.members.map(({ path, type, size, sha256: digest }) => ({
      path,
      type,
      size,
      sha256: digest,
      mode: scan.modes.get(path),
    })),
  };
}
