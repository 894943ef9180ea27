import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { type Check, runChecks } from '../report/check.ts';
import type { FindingCollector } from '../report/finding-collector.ts';
import { isInOrder } from './is-in-order.ts';
import type { PackModel } from './pack-model.ts';
import { headerRange, payloadRange, readPackStart } from './pack-prelude.ts';
import { readHeader } from './read-header.ts';
import { preloadRules } from './rules/preload-rules.ts';
import { preludeStages } from './rules/prelude-rules.ts';
import { sliceRules } from './rules/slice-rules.ts';
import { tableRules } from './rules/table-rules.ts';

/** Sections 4 and 5, over a header that fits its schema. */
const assetRules: readonly Check<PackModel>[] = [...tableRules, ...sliceRules];

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
  const model = { start, header, payload: payloadRange(start) };
  // One look at each asset instead of one for each rule, where nothing is wrong with any.
  if (!isInOrder(model)) runChecks(assetRules, model, collector);
  runChecks(preloadRules, model, collector);
  return model;
}
