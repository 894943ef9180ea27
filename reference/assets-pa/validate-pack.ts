import type { ByteSource } from '../archive/byte-source.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ValidateOptions } from '../report/validate-options.ts';
import { judgePack } from './judge-pack.ts';
import { observePack } from './observe-pack.ts';

/** Judges a pack by sections 2 to 6; observes it where that is wanted and its header could be read. */
export function validatePack(source: ByteSource, options: ValidateOptions): Judgement {
  const collector = new FindingCollector(options.selection);
  const pack = judgePack(source, collector);
  return {
    findings: collector.findings(),
    dropped: collector.droppedCount,
    ...(options.observe && pack !== undefined && observePack(pack, source, collector.errorCount === 0)),
    secrets: [],
  };
}
