import type { Finding } from '../../report/finding.ts';
import { type OptionValues, textOption } from '../command.ts';

/** The output format that was asked for, or the rule that refuses it. */
export function readFormat(options: OptionValues): 'text' | 'json' | Finding {
  const format = textOption(options, 'format');
  if (format === 'text' || format === 'json') return format;
  return { rule: 'doctor-cli-package/unsupported-output-format', at: {}, details: { format: format ?? '' } };
}
