import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { validators } from '../generated/assets-pa-validators.ts';
import { LIMITS } from '../generated/limits.ts';
import { type Check, runChecks } from '../report/check.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import type { PackHeader, PackModel } from './pack-model.ts';
import { headerRange, payloadRange, readPackStart } from './pack-prelude.ts';
import { readHeader } from './read-header.ts';
import { countAssets, headerRules } from './rules/header-rules.ts';
import { preloadRules } from './rules/preload-rules.ts';
import { preludeStages } from './rules/prelude-rules.ts';
import { sliceRules } from './rules/slice-rules.ts';
import { tableRules } from './rules/table-rules.ts';

/** Sections 4 to 6, over a header that fits its schema. */
const packRules: readonly Check<PackModel>[] = [...tableRules, ...sliceRules, ...preloadRules];

/**
 * Judges prelude and header in at most two reads and never touches the payload. Gives what was read, or undefined where an
 * error, or a header that is not there, stopped the reading.
 */
export function judgePack(source: ByteSource, collector: FindingCollector): PackModel | undefined {
  const start = readPackStart(source);
  for (const stage of preludeStages) {
    runChecks(stage, start, collector);
    if (collector.errorCount > 0) return undefined;
  }
  const range = headerRange(start);
  const header = range && readHeader(readBytes(source, range.offset, range.size), collector);
  if (header === undefined) return undefined;
  runChecks(headerRules, header, collector);
  if (countAssets(header) > LIMITS['assetsPa.assets'].value || !fitsSchema(header, collector)) return undefined;
  const model = { start, header, payload: payloadRange(start) };
  runChecks(packRules, model, collector);
  return model;
}

function fitsSchema({ document }: PackHeader, collector: FindingCollector): boolean {
  const before = collector.errorCount;
  checkSchema(document, validators['assets-pa/header'], 'assets-pa/header-schema', collector);
  return collector.errorCount === before;
}
