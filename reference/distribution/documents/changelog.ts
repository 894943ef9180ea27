import { isVersion } from './versions.ts';

/** One entry of a changelog (section 3.7). Lines count from 1. */
export interface ChangelogEntry {
  readonly version: string;
  readonly line: number;
  /** Its first bullet, where that is a date alone. */
  readonly date: string | undefined;
  /** What its other bullets say. */
  readonly changes: readonly string[];
  /** Everything below its heading. */
  readonly lines: readonly string[];
}

export interface Changelog {
  readonly member: string;
  /** In the order of the text, which is to be the newest first. */
  readonly entries: readonly ChangelogEntry[];
}

const HEADING = /^#{1,3}[ \t]+v?(\S+)[ \t]*$/u;
const BULLET = /^ {0,3}[-*] +(.*)$/u;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u;

/** Reads the entries of a changelog; what stands outside of them counts for nothing. */
export function parseChangelog(text: string, member: string): Changelog {
  const entries: (ChangelogEntry & { bullets: string[]; lines: string[] })[] = [];
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const version = HEADING.exec(line)?.[1];
    if (version !== undefined && isVersion(version)) {
      entries.push({ version, line: index + 1, date: undefined, changes: [], bullets: [], lines: [] });
      continue;
    }
    entries.at(-1)?.lines.push(line);
    const bullet = BULLET.exec(line)?.[1];
    if (bullet !== undefined) entries.at(-1)?.bullets.push(bullet.trim());
  }
  return {
    member,
    entries: entries.map(({ version, line, bullets, lines }) => {
      const [first] = bullets;
      const isDated = first !== undefined && isDay(first);
      return { version, line, date: isDated ? first : undefined, changes: isDated ? bullets.slice(1) : bullets, lines };
    }),
  };
}

/** Whether a text is a day that the calendar has, such as `2026-11-21`. */
export function isDay(text: string): boolean {
  if (!DATE.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.floor((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MILLISECONDS_A_DAY);
}

const MILLISECONDS_A_DAY = 86_400_000;
