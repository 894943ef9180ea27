import type { ByteSource } from '../../archive/byte-source.ts';
import { envelopeOf } from '../../archive/envelope.ts';
import { digestWhileRead } from '../../archive/source-digest.ts';
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

/**
 * Reads an archive and what it holds (section 6) in one pass: the digests are of the very bytes that were judged. No
 * content where strict-tar refuses it, and then its findings stand at the archive. What strict-tar warns of is no matter
 * here: an archive is canonical or it is not.
 */
export async function readArchive(
  source: ByteSource,
  path: string,
  epoch: number,
  collector: FindingCollector,
): Promise<OpenArchive> {
  const ofArchive = new FindingCollector(collector.selection);
  const scan = new CanonicalScan(epoch);
  const isGzip = envelopeOf(source) === 'gzip';
  const digested = digestWhileRead(source);
  const reading = await readTar(digested.source, ofArchive, {
    digest: true,
    ...(isGzip && { takeContent: (piece: Buffer) => scan.push(piece) }),
  });
  const file = { path, size: source.size, sha256: digested.digest() };
  for (const { rule, at, details } of ofArchive.findings()) {
    if (catalogue[rule].level !== 'MUST') continue;
    const place = { member: path, ...(at.offset === undefined ? {} : { offset: at.offset }) };
    collector.add(rule, place, at.member === undefined ? details : { ...details, path: at.member });
  }
  if (ofArchive.errorCount > 0) return { file, content: undefined };
  const { sha256, deviation } = scan.finish(file.sha256);
  const content = {
    sha256,
    deviation,
    isGzip,
    members: reading.members.map(({ path, type, size, sha256: digest }) => ({
      path,
      type,
      size,
      sha256: digest,
      mode: scan.modes.get(path),
    })),
  };
  return { file, content };
}
