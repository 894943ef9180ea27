/** A pax header's content, read tolerantly (POSIX, pax extended header). */
export interface PaxRecords {
  /** Every record, in order. */
  readonly records: readonly (readonly [keyword: string, value: Buffer])[];
  /** Keyword → value; of a keyword that stands twice, the last value. */
  readonly values: ReadonlyMap<string, Buffer>;
  readonly repeated: readonly string[];
  /** Where in the content the records stop making sense; absent where they fill it. */
  readonly brokenAt: number | undefined;
}

const SPACE = 0x20;
const EQUALS = 0x3d;
const LINE_FEED = 0x0a;
/** Digits of the length of a record, at most: that of the largest content has fewer. */
const MOST_DIGITS = 10;

/** Parses the records of a pax header up to where they stop making sense. */
export function parsePaxRecords(content: Buffer): PaxRecords {
  const records: (readonly [string, Buffer])[] = [];
  const values = new Map<string, Buffer>();
  const repeated: string[] = [];
  for (let at = 0; at < content.length; ) {
    const record = recordAt(content, at);
    if (record === undefined) return { records, values, repeated, brokenAt: at };
    if (values.has(record.keyword)) repeated.push(record.keyword);
    records.push([record.keyword, record.value]);
    values.set(record.keyword, record.value);
    at = record.stop;
  }
  return { records, values, repeated, brokenAt: undefined };
}

function recordAt(
  content: Buffer,
  at: number,
): { readonly keyword: string; readonly value: Buffer; readonly stop: number } | undefined {
  const space = content.subarray(at, at + MOST_DIGITS + 1).indexOf(SPACE);
  if (space < 1) return undefined;
  const digits = content.toString('latin1', at, at + space);
  if (!/^[1-9][0-9]*$/.test(digits)) return undefined;
  const stop = at + Number(digits);
  const start = at + space + 1;
  if (stop > content.length || stop <= start || content[stop - 1] !== LINE_FEED) return undefined;
  const equals = content.subarray(start, stop - 1).indexOf(EQUALS);
  if (equals < 1) return undefined;
  return {
    keyword: content.toString('latin1', start, start + equals),
    value: content.subarray(start + equals + 1, stop - 1),
    stop,
  };
}
