import { bufferSource } from '../../archive/byte-source.ts';
import { FindingCollector } from '../../report/finding-collector.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { judgePack } from '../judge-pack.ts';
import { encodeHead } from './encode-pack.ts';
import type { PackPlan } from './plan-pack.ts';
import { OUTPUT, PACK } from './workspace-layout.ts';

/**
 * Judges the pack that a plan gives by everything that this contract asks of a pack, before anything of it is written:
 * that needs its prelude and its header alone.
 */
export function checkPlan({ header, assets }: PackPlan, collector: FindingCollector): void {
  const head = encodeHead(header);
  const payload = assets.reduce((size, { entry }) => size + entry.size, 0);
  const judged = new FindingCollector(HARDENED);
  judgePack({ ...bufferSource(head), size: head.length + payload }, judged);
  for (const { rule, at, details } of judged.findings()) {
    collector.add(rule, { ...at, member: `${OUTPUT}/${PACK}` }, details);
  }
}
