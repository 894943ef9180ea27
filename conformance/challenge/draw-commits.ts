import type { SeededDraws } from '../suite/seeded-draws.ts';
import type { Substitution } from './renew-package.ts';

const DIGITS = '0123456789abcdef';
/** Fewer digits than that are no beginning of a commit that a text would name. */
const FEWEST = 6;

/**
 * Other digits for commits, and for their beginnings wherever they stand. At each place the digits keep their order, so
 * that what was sorted stays sorted, and what began alike still does.
 */
export function drawCommits(commits: readonly string[]): (draws: SeededDraws) => Substitution {
  const longest = Math.max(...commits.map(({ length }) => length));
  const usedAt = Array.from({ length: longest }, (_, place) =>
    [...new Set(commits.map((commit) => commit.charAt(place)))].sort(),
  );
  return (draws) => {
    const drawPlaces = (): readonly ReadonlyMap<string, string>[] =>
      usedAt.map((used) => {
        const drawn = draws
          .shuffle([...DIGITS])
          .slice(0, used.length)
          .sort();
        return new Map(used.map((digit, index) => [digit, drawn[index] ?? digit]));
      });
    // Hundreds of draws, for nothing where a text names no commit.
    let places: ReturnType<typeof drawPlaces> | undefined;
    const renew = (beginning: string): string => {
      places ??= drawPlaces();
      const drawn = places;
      return [...beginning].map((digit, place) => drawn[place]?.get(digit) ?? digit).join('');
    };
    return (text) =>
      text.replaceAll(/[0-9a-f]+/gu, (run) =>
        run.length >= FEWEST && commits.some((commit) => commit.startsWith(run)) ? renew(run) : run,
      );
  };
}
