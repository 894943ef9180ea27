import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import type { ObservedMember } from '../../report/observation.ts';
import type { ValidateOptions } from '../../report/validate-options.ts';
import type { ByteSource } from '../byte-source.ts';
import { readZip, type ZipReading } from './read-zip.ts';

/**
 * Judges an archive by strict-zip v1 (`contracts/strict-zip/v1`). Takes the archive's bytes; gives all findings and,
 * where the archive is valid, its members.
 */
export async function validateZip(source: ByteSource, options: ValidateOptions): Promise<Judgement> {
  const collector = new FindingCollector(options.selection);
  const reading = await readZip(source, collector, { digest: options.observe });
  const judgement = { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
  if (collector.errorCount > 0 || !options.observe) return judgement;
  const listing = named(reading);
  let members: readonly ObservedMember[] | undefined;
  const observation = {
    get members() {
      members ??= [...listing];
      return members;
    },
    documents: {},
    references: [],
  };
  return { ...judgement, observation, listing };
}

// A member without a name, which only `core` lets through, has no path to be observed by.
function named({ listing }: ZipReading): Iterable<ObservedMember> {
  return {
    *[Symbol.iterator]() {
      for (const member of listing) if (member.path !== '') yield member;
    },
  };
}
