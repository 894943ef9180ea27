import { type OptionValues, textOption } from '../command.ts';
import { usageError } from '../usage-error.ts';

/** The moment that an option names, such as `2026-07-01T00:00:00Z`; undefined where it is not given. */
export function momentOption(options: OptionValues, name: string): string | undefined {
  const text = textOption(options, name);
  if (text !== undefined && !isMoment(text))
    throw usageError(`--${name} takes a moment as 2026-07-01T00:00:00Z, not ${text}`);
  return text;
}

/** The moment of `--now`, or that of the clock: whether something is in force is the one question that needs it. */
export function nowOption(options: OptionValues): string {
  return momentOption(options, 'now') ?? toMoment(Date.now());
}

// That of the certificates loads what verifies them, which no other command needs.
function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && toMoment(time) === text;
}

function toMoment(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
