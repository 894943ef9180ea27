/**
 * A text from an artifact, made safe to print: control characters, line breaks, bidirectional controls, invisible
 * characters and lone surrogates become `\u{hex}`, so that a name can neither move the cursor nor pretend to be
 * another one.
 */
export function toVisible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
