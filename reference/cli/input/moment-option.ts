import { isDate, toDate } from '../../../conformance/suite/certificate/check-certificate.ts';
import { type OptionValues, textOption } from '../command.ts';
import { usageError } from '../usage-error.ts';

/** The moment that an option names, such as `2026-07-01T00:00:00Z`; undefined where it is not given. */
export function momentOption(options: OptionValues, name: string): string | undefined {
  const text = textOption(options, name);
  if (text !== undefined && !isDate(text))
    throw usageError(`--${name} takes a moment as 2026-07-01T00:00:00Z, not ${text}`);
  return text;
}

/** The moment of `--now`, or that of the clock: whether something is in force is the one question that needs it. */
export function nowOption(options: OptionValues): string {
  return momentOption(options, 'now') ?? toDate(Date.now());
}
