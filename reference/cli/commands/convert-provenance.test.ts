import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example, FOLDER, repositoryWith } from '../../distribution/example-repository.test-fixture.ts';
import { contentOf, run } from './distribution-run.test-fixture.ts';

const PROVENANCE = `${FOLDER}/package/provenance.json`;
const MANIFEST = `${FOLDER}/package/manifest.json`;

describe('statement and provenance', () => {
  const root = repositoryWith({ 'statement.json': example('statement'), there: 'before' });

  test('go both ways, to standard output and to a file', async () => {
    const there = await run(root, ['statement', PROVENANCE]);
    expect(there).toEqual({ code: 0, stdout: example('statement'), stderr: '' });
    const back = await run(root, ['provenance', 'statement.json', '--manifest', MANIFEST]);
    expect(back).toEqual({ code: 0, stdout: example('provenance'), stderr: '' });
    expect(await run(root, ['statement', PROVENANCE, '--out', 'a.json'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(root, 'a.json'), 'utf8')).toBe(example('statement'));
    const out = ['provenance', 'a.json', '--manifest', MANIFEST, '--out', 'b.json'];
    expect(await run(root, out)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(root, 'b.json'), 'utf8')).toBe(example('provenance'));
  });

  test('read standard input, with the manifest by its name', async () => {
    const there = ['statement', '-', '--manifest', MANIFEST];
    expect((await run(root, there, { stdin: example('provenance') })).stdout).toBe(example('statement'));
    const back = ['provenance', '-', '--manifest', MANIFEST];
    expect((await run(root, back, { stdin: example('statement') })).stdout).toBe(example('provenance'));
    expect(await run(root, back, { stdin: '' })).toMatchObject({ code: 1, stdout: '' });
  });

  test('refuse with 1, say where and why, and write nothing', async () => {
    const stdin = example('statement').replace('"runDetails": {', '"runDetails": {\n"metadata": {},');
    const ran = await run(root, ['provenance', '-', '--manifest', MANIFEST, '--out', 'there'], { stdin });
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(
      /^error: statement#\/predicate\/runDetails\/metadata is not a member that the schema knows \(line \d+, column \d+\)\n$/u,
    );
    const other = await run(root, ['statement', '-', '--manifest', MANIFEST, '--out', 'there'], {
      stdin: example('provenance').replace('"r1"', '"r2"'),
    });
    expect(other).toMatchObject({ code: 1, stdout: '' });
    expect(other.stderr).toBe(
      'error: manifest.json#/dist_revision is not that of the provenance (line 11, column 20)\n',
    );
    const broken = await run(root, ['statement', '-', '--manifest', MANIFEST], { stdin: '{}' });
    expect(broken).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('distribution/provenance-schema'),
    });
    expect(readFileSync(join(root, 'there'), 'utf8')).toBe('before');
  });

  test.each<[string, readonly string[], number, string]>([
    ['no file', ['statement'], 2, "missing required argument 'file'"],
    ['a file that there is not', ['statement', 'none.json'], 2, 'cannot read none.json'],
    ['a folder', ['statement', 'dist'], 2, 'cannot read dist'],
    ['an empty name', ['provenance', ''], 2, 'a path is empty'],
    ['standard input without a manifest', ['statement', '-'], 2, '--manifest'],
    [
      'no manifest beside',
      ['provenance', 'statement.json'],
      2,
      'there is no manifest.json: name the manifest with --manifest',
    ],
    ['a manifest that there is not', ['statement', PROVENANCE, '--manifest', 'none'], 2, 'cannot read none'],
    ['an unknown option', ['statement', PROVENANCE, '--output', 'x'], 2, "unknown option '--output'"],
    ['a folder to write', ['statement', PROVENANCE, '--out', 'dist'], 2, 'the output is a folder'],
    ['a place below a file', ['statement', PROVENANCE, '--out', 'there/new'], 3, 'there/new'],
    ['the file itself to write', ['statement', PROVENANCE, '--out', `./${PROVENANCE}`], 2, 'name another file'],
    ['the manifest to write', ['statement', PROVENANCE, '--out', MANIFEST], 2, 'name another file'],
  ])('end with an error for %s', async (_what, argv, expected, problem) => {
    const before = contentOf(root);
    const { code, stdout, stderr } = await run(root, argv);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr.trimEnd().split('\n').length).toBeLessThan(3);
    expect(contentOf(root)).toEqual(before);
  });
});
