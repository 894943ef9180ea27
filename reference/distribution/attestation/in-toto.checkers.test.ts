import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DistributionProvenance } from '../../generated/types/distribution-provenance.ts';
import { example } from '../example-repository.test-fixture.ts';
import { provenanceToStatement, statementToProvenance } from './convert-provenance.ts';
import { provenances, toManifestText } from './provenance-arbitrary.test-fixture.ts';

// The library of in-toto's own project, pinned by version and checksum (in-toto-reader/go.sum), says what a statement is.
const folder = mkdtempSync(join(tmpdir(), 'in-toto-'));
const reader = join(folder, 'read');
beforeAll(() => {
  const source = join(import.meta.dirname, 'in-toto-reader');
  const { status, stderr } = spawnSync('go', ['build', '-trimpath', '-o', reader, '.'], {
    cwd: source,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly problem?: string;
  readonly statement?: unknown;
}

function ask(statements: readonly string[]): readonly Answer[] {
  const { stdout, stderr } = spawnSync(reader, { input: `[${statements.join(',')}]`, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

interface Converted {
  readonly provenance: string;
  readonly manifest: string;
  readonly statement: string;
}

function convert(value: DistributionProvenance): Converted {
  const [provenance, manifest] = [`${JSON.stringify(value, undefined, 2)}\n`, toManifestText(value)];
  const conversion = provenanceToStatement(Buffer.from(provenance), Buffer.from(manifest));
  if (conversion.outcome === 'refused') throw new Error('a valid provenance was refused');
  return { provenance, manifest, statement: conversion.text };
}

const [ofSha1, ofSha256] = [40, 64].map((digits) =>
  fc
    .sample(
      provenances.filter(({ tuple }) => tuple.git_rev.length === digits),
      { numRuns: 100, seed: 7 },
    )
    .map(convert),
);

describe('by the library of in-toto', () => {
  it('every statement is one of SLSA provenance, and what the library writes comes back byte for byte', () => {
    const converted = ofSha1 ?? [];
    expect(converted).toHaveLength(100);
    for (const [index, { problem, statement }] of ask(converted.map(({ statement }) => statement)).entries()) {
      const { provenance, manifest } = converted[index] ?? { provenance: '', manifest: '' };
      expect(problem).toBeUndefined();
      const back = statementToProvenance(Buffer.from(JSON.stringify(statement)), Buffer.from(manifest));
      expect(back).toEqual({ outcome: 'converted', text: provenance });
    }
  });

  it('only commits of 64 digits are none, which the set of digests of in-toto has and the library has not', () => {
    const converted = ofSha256 ?? [];
    expect(converted).toHaveLength(100);
    for (const { problem } of ask(converted.map(({ statement }) => statement))) {
      expect(problem).toMatch(
        /ResolvedDependencies\[0\]: digest has incorrect length: got 32 bytes, want 20 bytes \(gitCommit:/u,
      );
    }
  });

  it('the example of the contract is one', () => {
    expect(ask([example('statement')])).toEqual([{ statement: JSON.parse(example('statement')) }]);
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['another version', (text) => text.replace('Statement/v1"', 'Statement/v2"'), /wrong statement type/u],
    [
      'no digest of the subject',
      (text) => text.replace(/,\s*"digest": \{\s*"sha256": "49[^}]*\}/u, ''),
      /digest required/u,
    ],
    ['a digest that is too short', (text) => text.replace('"sha256": "49', '"sha256": "'), /incorrect length/u],
    ['an unknown field', (text) => text.replace('"runDetails": {', '"runDetails": { "x": 1,'), /unknown field "x"/u],
    ['no builder', (text) => text.replace(/"builder": \{[^}]*\},/u, ''), /builder required/u],
    ['no build type', (text) => text.replace(/"buildType": "[^"]*",/u, ''), /buildType required/u],
  ])('a statement with %s is none', (_what, change, problem) => {
    const [answer] = ask([change(example('statement'))]);
    expect(answer?.problem).toMatch(problem);
  });
});

// resource_descriptor.md of in-toto asks for one of these; its library asks for less.
it('every descriptor has a digest, a URI or the content', () => {
  for (const { statement } of ofSha1 ?? []) {
    const { subject, predicate } = JSON.parse(statement);
    const descriptors = [
      ...subject,
      ...predicate.buildDefinition.resolvedDependencies,
      ...predicate.runDetails.byproducts,
    ];
    expect(descriptors).toHaveLength(5);
    for (const { uri, digest, content } of descriptors) expect(uri ?? digest ?? content).toBeDefined();
  }
});

// field_types.md: a TypeURI is a URI of RFC 3986, its scheme and authority in lower case.
it('build type and builder are URIs', () => {
  for (const { statement } of ofSha1 ?? []) {
    const { buildDefinition, runDetails } = JSON.parse(statement).predicate;
    for (const uri of [buildDefinition.buildType, runDetails.builder.id]) {
      expect(uri).toMatch(/^https:\/\/package-contracts\.dev(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})*)*$/u);
    }
  }
});
