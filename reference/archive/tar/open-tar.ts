import type { FindingCollector } from '../../report/finding-collector.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ExtractedContainer } from '../extract.ts';
import { readTar } from './read-tar.ts';

/** Reads and judges a tar to be extracted: one out of an envelope in one pass, since it cannot be entered midway. */
export async function openTar(source: ByteSource, collector: FindingCollector): Promise<ExtractedContainer> {
  const reading = await readTar(source, collector, { digest: true });
  const { listing: members, readMember, readInOnePass } = reading;
  return reading.envelope === 'none' ? { members, readMember } : { members, readMember, readInOnePass };
}
