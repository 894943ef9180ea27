/** What an argument list says of the output format before it is parsed: one of its words may be what is wrong. */

/** `--format F` may stand before the command as well: it is moved behind the command's own words. */
export function moveFormat(argv: readonly string[]): readonly string[] {
  const before = argv.slice(0, Math.max(argv.findIndex(isCommandWord), 0));
  const at = before.findIndex((word) => word === '--format' || word.startsWith('--format='));
  if (at < 0) return argv;
  const format = before.slice(at, before[at] === '--format' ? at + 2 : at + 1);
  const rest = argv.filter((_, index) => index < at || index >= at + format.length);
  const end = rest.indexOf('--');
  return end < 0 ? [...rest, ...format] : [...rest.slice(0, end), ...format, ...rest.slice(end)];
}

/** The first word that is neither an option nor an option's value. */
export function commandWord(argv: readonly string[]): string | undefined {
  return argv.find(isCommandWord);
}

/** Whether JSON is asked for. */
export function asksForJson(argv: readonly string[]): boolean {
  return argv.some((word, index) => word === '--format=json' || (word === 'json' && argv[index - 1] === '--format'));
}

// Options of the root command that take a value.
const VALUED: readonly (string | undefined)[] = ['--format', '--color'];

function isCommandWord(word: string, index: number, argv: readonly string[]): boolean {
  return !word.startsWith('-') && !VALUED.includes(argv[index - 1]);
}
