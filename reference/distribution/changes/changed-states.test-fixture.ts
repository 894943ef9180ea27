import { HARDENED } from '../../report/rule-selection.ts';
import { example, exampleFiles, type RepositoryFiles, writeRepository } from '../example-repository.test-fixture.ts';
import { folderSource } from './folder-source.ts';
import { judgeChanges } from './judge-changes.ts';

export const CONTRACT = 'docs/distribution-contract.json';
export const TEXT = 'docs/distribution.md';
export const CHANGELOG = 'docs/distribution-changelog.md';
export const INDEX = 'dist/index.json';
export const LEGACY = 'dist/1.0.0/index.json';
export const NOW = '2026-11-21T00:00:00Z';
const REVISION = 'the earlier state';

/** Files of the example repository that are others; undefined for one that is not there. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** A folder with the example repository, changed. */
export function stateWith(changes: Changes): string {
  const files: RepositoryFiles = exampleFiles();
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) delete files[path];
    else files[path] = content;
  }
  return writeRepository(files);
}

/** The rules that a step from one state to another breaks. */
export async function rulesOf(before: Changes, after: Changes, now: string = NOW): Promise<readonly string[]> {
  const [earlier, later] = [folderSource(stateWith(before)), folderSource(stateWith(after))];
  const judged = await judgeChanges({ selection: HARDENED, before: earlier, revision: REVISION, after: later, now });
  return judged.findings.map(({ rule }) => rule.replace('distribution/', ''));
}

/** A file of the example repository. */
export const file = (path: string): string => String(exampleFiles()[path]);
/** The contract of the example with these edits. */
export const contract = (...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the contract does not hold ${from}`);
    return text.replace(from, to);
  }, example('contract'));
/** The changelog of the example with one more entry. */
export const entry = (version: string, date: string, ...bullets: readonly string[]): string =>
  file(CHANGELOG).replace(
    '## 1.0.0',
    [`## ${version}\n`, ...[date, ...bullets].map((line) => `- ${line}`), '\n## 1.0.0'].join('\n'),
  );
/** A text, and a changelog, that went along with a change. */
export const TEXT_TOO: string = `${file(TEXT)}\nMore.\n`;
export const MIGRATED: string = entry('1.0.1', '2026-11-21', 'More.', 'Migration: nothing to do.');

interface Version {
  readonly version: string;
  readonly edit?: (row: string) => string;
}

/** The example's index with its row under other versions; the row's paths stay, which is nothing that is compared. */
export function indexOf(...versions: readonly Version[]): string {
  const { releases, ...head } = JSON.parse(example('index'));
  const release = JSON.stringify(releases[0]);
  const made = versions.map(({ version, edit = (row) => row }) =>
    JSON.parse(edit(release.replace('"version":"0.1.0"', `"version":"${version}"`))),
  );
  return JSON.stringify({ ...head, releases: made });
}

/** The index with one release for each version. */
export const generations = (...versions: readonly string[]): string =>
  indexOf(...versions.map((version) => ({ version })));
/** As many generations as one may go from. */
export const SEVEN: readonly string[] = ['0.1.0', '0.2.0', '0.3.0', '0.4.0', '0.5.0', '0.6.0', '0.10.0'];
