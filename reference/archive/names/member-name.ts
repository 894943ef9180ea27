import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';

/** How the bytes of a name are read. */
export type NameEncoding = 'utf-8' | 'cp437';

/** Code page 437 from 0x80 on: the encoding of names in a zip without the UTF-8 flag (APPNOTE Appendix D). */
const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const tolerantDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A member's name as it was decoded. */
export interface DecodedName {
  readonly text: string;
  readonly isAscii: boolean;
  /** False where the bytes should be UTF-8 and are not: they are replaced by U+FFFD. */
  readonly isValid: boolean;
}

/** Of a longer name only so much is read (strict-zip and strict-tar, Names): four times what a name may have. */
export const MOST_NAME_BYTES = 4096;

/** Whether a name of so many bytes is not read to its end. */
export function isCutName(byteLength: number): boolean {
  return byteLength > MOST_NAME_BYTES;
}

/** Decodes a name; one that is far too long up to where it is cut, with a mark. */
export function decodeName(bytes: Buffer, encoding: NameEncoding): DecodedName {
  if (!isCutName(bytes.length)) return decodeWhole(bytes, encoding);
  let stop = MOST_NAME_BYTES;
  // No UTF-8 character is parted: the first byte that is left out begins one.
  while (stop > MOST_NAME_BYTES - 3 && isContinuation(bytes[stop])) stop -= 1;
  const name = decodeWhole(bytes.subarray(0, stop), encoding);
  return { ...name, text: `${name.text}\u2026${bytes.at(-1) === SLASH ? '/' : ''}` };
}

const SLASH = 0x2f;

function isContinuation(byte = 0): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function decodeWhole(bytes: Buffer, encoding: NameEncoding): DecodedName {
  const text = bytes.toString('latin1');
  if (ASCII.test(text)) return { text, isAscii: true, isValid: true };
  if (encoding === 'cp437') {
    return { text: text.replace(HIGH, toCodePage437), isAscii: false, isValid: true };
  }
  // Many times as fast as a decoder that throws.
  return isUtf8(bytes)
    ? { text: bytes.toString('utf8'), isAscii: false, isValid: true }
    : { text: tolerantDecoder.decode(bytes), isAscii: false, isValid: false };
}

const ASCII = /^[\0-\x7f]*$/;
const HIGH = /[\x80-\xff]/g;

function toCodePage437(character: string): string {
  return CODE_PAGE_437.charAt(character.charCodeAt(0) - 0x80);
}

/** The segments of a name: without the slash that makes it absolute, and without the one that ends a directory. */
export function nameSegments(name: string): readonly string[] {
  const start = name.startsWith('/') ? 1 : 0;
  const stop = name.endsWith('/') && name.length > start ? name.length - 1 : name.length;
  return name === '' || start >= stop ? [] : name.slice(start, stop).split('/');
}

/**
 * A name without regard to case and normalization: names with the same key are one on some file systems. Decomposed,
 * since texts are the same when composed exactly if they are when decomposed, and that takes half the time.
 */
export function toCollisionKey(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  const folded = name.normalize('NFD').toLowerCase().toUpperCase().toLowerCase();
  // The one conversion that depends on what stands around a character.
  return folded.replaceAll('\u03c2', '\u03c3').normalize('NFD');
}

/** A longer text takes part in comparisons by its digest: 65,535 names may have 64 MiB. */
const LONGEST_KEPT = 128;

/** What is kept of a name to be compared with others; no name that is accepted begins as a digest does. */
export function toNameKey(text: string): string {
  if (text.length <= LONGEST_KEPT) return text;
  // Joined, the text is one piece: with two parts that are put together it would take twice as much of the heap.
  return ['//', hash('sha256', text, 'base64')].join('');
}
