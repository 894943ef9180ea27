import type { RecipeFolder } from '../recipe.ts';
import { type ArtifactDraft, type Members, toDocument } from './artifact-draft.ts';
import { CONFIGURATION, CONTRACT, CONTRACT_FILE, draftIndex, filesOf, INDEX_FILE } from './repository-draft.ts';
import { ONE } from './resolve-recipe.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export const TEXT_FILE = 'docs/distribution.md';
export const CHANGELOG_FILE = 'docs/distribution-changelog.md';
export const CONFIGURATION_FILE = 'scripts/release-orchestrator.config.json';

/** Of the two platforms of the configuration, artifacts are promised for one. */
export const MATRIX: readonly Members[] = [
  {
    platform_family: 'linux',
    os: 'Linux',
    arch: ['x86_64'],
    compatibility: 'recommended',
    runtime_expectations: ['TTY'],
  },
  {
    platform_family: 'darwin',
    os: 'Darwin',
    arch: ['aarch64', 'x86_64'],
    compatibility: 'planned',
    runtime_expectations: ['TTY'],
  },
];

/** A contract that says as much as the published one, with that matrix. */
export const WHOLE_CONTRACT: Members = { ...CONTRACT, compatibility_matrix: MATRIX };

export const TEXT = `# Distribution contract

This is \`distribution-contract@1.0\`.

## 1. Layout

- Artifacts: \`dist/{distribution_contract_version}/{artifact_version}/{target}/{profile}/{toolchain}/{gitsha}/{dist_revision}\`
- File names: \`codex-controller-loop-v{artifact_version}-{target}-{profile}-{rust}-{gitsha}-{dist_revision}.{ext}\`
- Index: \`dist/index.json\`; until 2026-07-01 also \`dist/{distribution_contract_version}/index.json\`

## 2. Compatibility

| Platform | OS | Arch | Binary compatibility |
|---|---|---|---|
| Linux | Linux | x86_64 | Recommended |
| macOS | Darwin | x86_64 / aarch64 | Planned, not guaranteed |
`;

export const CHANGELOG = `# Changelog of the distribution contract

## 1.0.1
- 2026-05-02
- The text says which platforms there are.

## 1.0.0
- 2026-04-04
- First version. The legacy path of the index ends on 2026-07-01.
- Migration: read dist/index.json.
`;

/** A repository of these artifacts with all of its documents. */
export function wholeWith(artifacts: readonly ArtifactDraft[], others: RecipeFolder = {}): RecipeFolder {
  return {
    [CONTRACT_FILE]: toDocument(WHOLE_CONTRACT),
    [TEXT_FILE]: text(TEXT),
    [CHANGELOG_FILE]: text(CHANGELOG),
    [CONFIGURATION_FILE]: toDocument(CONFIGURATION),
    [INDEX_FILE]: draftIndex(artifacts),
    ...filesOf(artifacts),
    ...others,
  };
}

/** The repository of the one example. */
export const WHOLE: RecipeFolder = wholeWith([ONE]);
