/**
 * A text from elsewhere, made safe to print: control characters, line breaks, bidirectional controls, invisible
 * characters and lone surrogates become `\u{hex}`.
 */
export function toVisible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Text as the content or the quoted attribute of an XML or HTML element. */
export function toMarkup(text: string): string {
  return toVisible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
