import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SUNSET = '2026-07-01T00:00:00Z';

/** The rows of the index, of whichever there is. */
export function rowsOf(input) {
  const { releases } = JSON.parse(readFileSync(indexIn(input), 'utf8'));
  return releases.flatMap(({ version, targets }) =>
    targets.flatMap(({ target, profiles }) =>
      profiles.flatMap(({ profile, artifacts }) => artifacts.map((row) => ({ version, target, profile, ...row }))),
    ),
  );
}

/** What an honest resolver that knows three rules answers. */
export function matchesIn({ input, identity, now }) {
  const isOld = indexIn(input) !== join(input, 'dist/index.json');
  if (isOld && now >= SUNSET) return { refused: 'distribution/legacy-index-sunset' };
  const found = rowsOf(input).filter((row) => Object.entries(identity).every(([part, value]) => row[part] === value));
  if (found.length !== 1) return { refused: `distribution/${found.length === 0 ? 'no-match' : 'ambiguous-match'}` };
  return { resolved: found[0].artifact_file, warnings: isOld ? ['distribution/legacy-index'] : [] };
}

function indexIn(input) {
  const path = join(input, 'dist/index.json');
  return existsSync(path) ? path : join(input, 'dist/1.0.0/index.json');
}
