/** The number that a text is in decimal digits without leading zeros; not a number for every other text. */
export function wholeNumber(text: string): number {
  const number = /^(?:0|[1-9][0-9]*)$/u.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : Number.NaN;
}
