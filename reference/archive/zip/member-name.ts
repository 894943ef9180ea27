import { FLAG_UTF8 } from './zip-records.ts';

/** Code page 437 from 0x80 on: the encoding of names without the UTF-8 flag (APPNOTE Appendix D). */
const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const tolerantDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A member's name as it was decoded. */
export interface DecodedName {
  readonly text: string;
  readonly isAscii: boolean;
  /** False where the UTF-8 flag is set and the bytes are not UTF-8: they are replaced by U+FFFD. */
  readonly isValid: boolean;
}

/** Decodes a name as its flags say. */
export function decodeName(bytes: Buffer, flags: number): DecodedName {
  const text = bytes.toString('latin1');
  if (ASCII.test(text)) return { text, isAscii: true, isValid: true };
  if ((flags & FLAG_UTF8) === 0) {
    return { text: text.replace(HIGH, toCodePage437), isAscii: false, isValid: true };
  }
  try {
    return { text: strictDecoder.decode(bytes), isAscii: false, isValid: true };
  } catch {
    return { text: tolerantDecoder.decode(bytes), isAscii: false, isValid: false };
  }
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

/** A name without regard to case and normalization: names with the same key are one on some file systems. */
export function toCollisionKey(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name.toLowerCase();
  const folded = name.normalize('NFD').toLowerCase().toUpperCase().toLowerCase();
  // The one conversion that depends on what stands around a character.
  return folded.replaceAll('\u03c2', '\u03c3').normalize('NFC');
}
