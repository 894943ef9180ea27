import { SuiteError } from '../suite-error.ts';

/**
 * The words of a command line, without a shell: blanks part them, quotes of either kind hold them together, and a
 * backslash takes the next character as it is, but not within single quotes. Throws SuiteError `usage`.
 */
export function toWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  const characters = [...line];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '\\' && quote !== "'") {
      at += 1;
      word = `${word ?? ''}${characters[at] ?? '\\'}`;
    } else if (quote === '' && /\s/u.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote === '' ? character === '"' || character === "'" : character === quote) {
      quote = quote === '' ? character : '';
      word ??= '';
    } else {
      word = `${word ?? ''}${character}`;
    }
  }
  if (quote !== '') throw new SuiteError('usage', `a quote is not closed: ${line}`);
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw new SuiteError('usage', 'the adapter has no command');
  return words;
}
