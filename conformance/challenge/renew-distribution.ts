import { COMMITS } from '../recipes/distribution/commits.ts';
import { isFolderInput } from '../suite/stage-input.ts';
import { drawCommits } from './draw-commits.ts';
import { renewBy } from './renew-package.ts';
import { drawAlike, type Renew } from './renewal.ts';

// What a document calls programs and words of commands. In a repository they name members of archives too.
const WORDS = ['codex-controller-loop', 'release-orchestrator', 'cargo'];

const draw = drawCommits(COMMITS);
const ofRepositories = renewBy(draw);
const ofDocuments = renewBy((draws) => {
  const commits = draw(draws);
  const fresh = new Map(WORDS.map((word) => [word, drawAlike(draws, word)]));
  return (text) => {
    let renewed = commits(text);
    // The schema versions of documents are no names.
    for (const [word, other] of fresh) renewed = renewed.replaceAll(new RegExp(`${word}(?!-config-v)`, 'gu'), other);
    return renewed;
  };
});

/** Other commits in repositories; in a document alone, other names as well. */
export const renewDistribution: Renew = (stored, draws) =>
  (isFolderInput(stored.vector.input) ? ofRepositories : ofDocuments)(stored, draws);
