import { LIMITS } from '../../generated/limits.ts';
import { toJsonText } from '../../report/json-text.ts';
import { toTable } from '../../report/render/table.ts';
import { type Invocation, textOption } from '../command.ts';
import { EXIT } from '../exit-code.ts';

/** `limits`: the one table of limits. */
export async function runLimits({ options, edge }: Invocation): Promise<number> {
  const rows = Object.entries(LIMITS).map(([id, limit]) => ({ id, ...limit }));
  if (textOption(options, 'format') === 'json') {
    edge.stdout.write(toJsonText({ format: 'package-contracts-limits/1', limits: rows }));
    return EXIT.holds;
  }
  const head = ['limit', 'value', 'unit', 'rule', 'of what'];
  edge.stdout.write(toTable([head, ...rows.map(({ id, value, unit, rule, text }) => [id, value, unit, rule, text])]));
  return EXIT.holds;
}
