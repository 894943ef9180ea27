import { FindingCollector } from '../../report/finding-collector.ts';
import type { Judgement } from '../../report/judgement.ts';
import type { ValidateOptions } from '../../report/validate-options.ts';
import type { ByteSource } from '../byte-source.ts';
import { readTar } from './read-tar.ts';

/**
 * Judges a tar, alone or in an envelope of gzip or zstd, by strict-tar v1 (`contracts/strict-tar/v1`). Takes the file's
 * bytes; gives all findings and, where the archive is valid, its members.
 */
export async function validateTar(source: ByteSource, options: ValidateOptions): Promise<Judgement> {
  const collector = new FindingCollector(options.selection);
  const reading = await readTar(source, collector, { digest: options.observe });
  const judgement = { findings: collector.findings(), dropped: collector.droppedCount, secrets: [] };
  if (collector.errorCount > 0 || !options.observe) return judgement;
  const { listing } = reading;
  const observation = {
    get members() {
      return reading.members;
    },
    documents: {},
    references: [],
  };
  return { ...judgement, observation, listing };
}
