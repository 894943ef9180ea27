import { isUtf8 } from 'node:buffer';
import { decodeUtf8 } from '../document/utf8.ts';
import { isBlank, splitLines, stripWhiteSpace, type TextLine } from './line-breaks.ts';

/** A line of a checksum list, read as loosely as any reader in use does; its defects stand beside it. */
export interface ChecksumLine extends TextLine {
  /** What stands before the first two spaces; undefined where there are none, and on a blank line. */
  readonly digest: string | undefined;
  readonly path: string | undefined;
  readonly blank: boolean;
  /** White space at an end of a line that is not blank. */
  readonly padded: boolean;
}

export interface ChecksumList {
  readonly lines: readonly ChecksumLine[];
}

/**
 * Reads a list of `<digest><two spaces><path>` lines (the form of `sha256sum`). Gives undefined for bytes that are
 * not UTF-8. The reading is the published one: any line break, white space stripped, blank lines skipped; whether a
 * line is in order is for the rules to say.
 */
export function parseChecksumList(bytes: Uint8Array): ChecksumList | undefined {
  return isUtf8(bytes) ? { lines: splitLines(decodeUtf8(bytes)).map(toChecksumLine) } : undefined;
}

/** Whether a digest is written as 64 lower-case hexadecimal digits. */
export function isSha256Hex(digest: string): boolean {
  return digest.length === 64 && /^[0-9a-f]*$/.test(digest);
}

function toChecksumLine(line: TextLine): ChecksumLine {
  const entry = stripWhiteSpace(line.text);
  const blank = isBlank(entry);
  const split = entry.indexOf('  ');
  return {
    ...line,
    digest: split < 0 ? undefined : entry.slice(0, split),
    path: split < 0 ? undefined : entry.slice(split + 2),
    blank,
    padded: !blank && entry.length !== line.text.length,
  };
}
