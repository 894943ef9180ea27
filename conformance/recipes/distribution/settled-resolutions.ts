import type { ResolveRecipe } from '../case-recipe.ts';
import { draftArtifact, FIRST } from './artifact-draft.ts';
import { ONE_ROW } from './identity-recipes.ts';
import { CONTRACT_FILE, draftRepository, INDEX_FILE, without } from './repository-draft.ts';
import { another, ONE, refuses, resolves, typed } from './resolve-recipe.ts';
import { TRUST_FILE } from './signed-index-draft.ts';
import { signedExample } from './trust-recipes.ts';

/** Requests that two implementations answered differently, until the text said more clearly what is asked. */
const whole = draftRepository([ONE]);
const { artifactFile, folder } = ONE;
const behindLink = (input: ResolveRecipe['input'], path: string, at: string, link: string): ResolveRecipe['input'] => ({
  ...without(input, path),
  [at]: input[path] ?? null,
  [path]: { link },
});
const toNothing = (path: string): ResolveRecipe['input'] => ({
  ...whole,
  [path]: { link: `${'../'.repeat(path.split('/').length - 1)}nothing` },
});

const links = [
  refuses(
    'index-link-to-nothing-outside',
    'The index is a link to nothing, which would stand beside dist: nothing is led out.',
    ONE_ROW,
    'distribution/index-unreadable',
    { input: toNothing(INDEX_FILE) },
  ),
  refuses(
    'artifact-link-to-nothing-outside',
    'The artifact is a link to nothing, which would stand beside dist: it is missing.',
    ONE_ROW,
    'distribution/missing-file',
    { input: toNothing(artifactFile) },
  ),
  resolves(
    'contract-behind-a-link-within',
    'The contract is a link to a file of the root that is not below dist.',
    ONE,
    {
      input: behindLink(whole, CONTRACT_FILE, 'contract.json', '../contract.json'),
      cites: ['distribution/path-escapes', 'distribution/no-contract'],
    },
  ),
  resolves('trust-file-behind-a-link', "The trust file is a link; it is the consumer's own, and is read.", ONE, {
    input: behindLink(signedExample.input, TRUST_FILE, 'keys.json', 'keys.json'),
    options: signedExample.options,
    cites: ['distribution/signature-untrusted'],
  }),
];

const webAssembly = another({ target: 'wasm32-unknown-unknown' });
const onWebAssembly = {
  input: draftRepository([webAssembly]),
  identity: typed({ target: 'wasm32-unknown-unknown' }),
};
const notAsked = [
  resolves(
    'target-that-the-matrix-lacks',
    'The matrix does not have the target: that is the matter of the gate.',
    webAssembly,
    {
      ...onWebAssembly,
      cites: ['distribution/unmapped-target', 'distribution/platform-planned'],
    },
  ),
  resolves(
    'target-of-no-platform-on-a-host',
    'The artifact is for no platform that has a name, so for another than the host.',
    webAssembly,
    {
      ...onWebAssembly,
      options: { host: 'Linux x86_64' },
      warnings: ['distribution/other-host'],
    },
  ),
  resolves(
    'builds-that-are-not-counted',
    'The provenance lists fewer builds than it counts: no rule of those by which an artifact is verified.',
    ONE,
    {
      input: draftRepository([
        draftArtifact(FIRST, {
          provenance: (usual) => ({ ...usual, reproducibility: { ...Object(usual.reproducibility), rebuilds: 3 } }),
        }),
      ]),
      cites: ['distribution/rebuilds-mismatch', 'distribution/provenance-mismatch'],
    },
  ),
  refuses(
    'unsafe-path-in-the-manifest',
    'The manifest names a path that leads out of the root, which is another one than that of the row.',
    ONE_ROW,
    'distribution/artifact-file-mismatch',
    { input: draftRepository([draftArtifact(FIRST, { manifest: { artifact_file: `../${folder}` } })]) },
  ),
];

export const settledResolutions: readonly ResolveRecipe[] = [...links, ...notAsked];
