import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { AdapterSession, Question } from '../protocol/adapter-session.ts';
import { readVectors, type StoredVector } from '../read-vectors.ts';
import { CaseFolder } from '../runner/case-folder.ts';
import { examineCase } from '../runner/examine-case.ts';
import type { Verdict } from '../verdict.ts';
import type { CaseContext } from './vector-kind.ts';

const scratch = mkdtempSync(join(tmpdir(), 'kinds-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const all = readVectors(join(import.meta.dirname, '../../vectors'));

function find(kind: string, ...words: readonly string[]): StoredVector {
  const found = all.find(
    ({ vector }) => vector.kind === kind && words.every((word) => JSON.stringify(vector).includes(word)),
  );
  if (found === undefined) throw new Error(`no vector of the kind ${kind} about ${words}`);
  return found;
}

/** An adapter that answers every question by the function; what it returns is the result. */
function session(answer: (question: Question) => object): AdapterSession {
  return {
    // The tests stand in for an adapter of any shape.
    ask: async (question: Question) => JSON.parse(JSON.stringify({ kind: 'result', result: answer(question) })),
    close: async () => {},
    kill: () => {},
  };
}

async function examine(
  stored: StoredVector,
  answer: (question: Question) => object,
  how: Pick<CaseContext, 'level' | 'producerWarnings'> = { level: 'location' },
): Promise<Verdict> {
  const folder = new CaseFolder(scratch);
  try {
    return await examineCase(stored, { ...how, session: session(answer), folder });
  } finally {
    folder.remove();
  }
}

/** A producer that writes the bytes. */
function writes(change: (bytes: Buffer, run: number) => Uint8Array, bytes: Buffer): (question: Question) => object {
  let run = 0;
  return (question) => {
    if (question.op !== 'produce') return { valid: true, findings: [] };
    run += 1;
    writeFileSync(question.output, change(bytes, run));
    return { produced: true };
  };
}

const REFUSED = {
  produced: false,
  findings: [{ rule: 'anpkg/project-provider-id', severity: 'error', at: {}, details: {} }],
};

describe('golden', () => {
  const golden = find('golden', 'The smallest project there is');
  const right = readFileSync(join(golden.folder, 'output'));
  const replaced = (from: string, to: string) => (bytes: Buffer) =>
    Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

  test('exactly the bytes pass', async () => {
    expect(
      await examine(
        golden,
        writes((bytes) => bytes, right),
      ),
    ).toEqual({ outcome: 'pass' });
  });

  test.each([
    [
      'another value in a document',
      replaced('bench-01', 'bench-02'),
      /^the member machine-profile\.yaml: line 2 is another/u,
    ],
    [
      'a field of a header',
      (bytes: Buffer) => withByte(bytes, 4, 45),
      /^the local header of .*: another version needed$/u,
    ],
    ['a member of another name', replaced('providers/sim0', 'providers/sim9'), /^the member .* is missing$/u],
    ['no archive', () => Buffer.from('nothing'), /^line 1 is another$|^other bytes/u],
  ])('%s is told of', async (_, change, detail) => {
    const verdict = await examine(golden, writes(change, right));
    expect(verdict.outcome).toBe('bytes-differ');
    expect(verdict.detail).toMatch(detail);
  });

  test('bytes that are right once alone do not pass', async () => {
    const verdict = await examine(
      golden,
      writes((bytes, run) => (run === 1 ? bytes : bytes.subarray(1)), right),
    );
    expect(verdict.outcome).toBe('bytes-differ');
  });

  test('a refusal of what can be produced, and a product of what cannot, are wrong verdicts', async () => {
    expect((await examine(golden, () => REFUSED)).outcome).toBe('wrong-verdict');
    const refusal = find('golden', 'anpkg/project-behavior-missing', '"produced":false');
    expect(
      (
        await examine(
          refusal,
          writes((bytes) => bytes, right),
        )
      ).outcome,
    ).toBe('wrong-verdict');
    expect((await examine(refusal, () => REFUSED)).outcome).toBe('wrong-rule');
  });

  test('who refuses leaves nothing at the output, or what stood there', async () => {
    const refusal = find('golden', 'Neither environment nor commit give a moment.');
    const { expect: expected } = refusal.vector;
    if (!('primary' in expected)) throw new Error('it is no refusal');
    const { primary: rule } = expected;
    const leaving = (name?: string) => (question: Question) => {
      if (question.op === 'produce' && name !== undefined) {
        cpSync(join(question.input, 'repository'), question.output, { recursive: true });
        if (name !== '') writeFileSync(join(question.output, name), 'x');
      }
      return { produced: false, findings: [{ rule, severity: 'error', at: {}, details: {} }] };
    };
    expect(await examine(refusal, leaving())).toEqual({ outcome: 'pass' });
    expect(await examine(refusal, leaving(''))).toEqual({ outcome: 'pass' });
    expect(await examine(refusal, leaving('trace'))).toMatchObject({
      outcome: 'bytes-differ',
      detail: 'trace should not be there',
    });
  });

  test('a link to nothing is something that was left', async () => {
    const refusal = find('golden', '"leavesNothing":true');
    const { expect: expected } = refusal.vector;
    const rule = 'primary' in expected ? expected.primary : '';
    const at = 'at' in expected ? expected.at : {};
    const refuse = (leave: (output: string) => void) => (question: Question) => {
      if (question.op === 'produce') leave(question.output);
      return { produced: false, findings: [{ rule, severity: 'error', at, details: {} }] };
    };
    expect(
      await examine(
        refusal,
        refuse(() => {}),
      ),
    ).toEqual({ outcome: 'pass' });
    expect(
      await examine(
        refusal,
        refuse((output) => symlinkSync('nowhere', output)),
      ),
    ).toMatchObject({ outcome: 'bytes-differ', detail: 'it was refused, and yet something stands at the output' });
  });

  describe('with a warning', () => {
    const rule = 'anpkg/project-created-invalid';
    const told = find('golden', 'The project was made on a day that no month has.');
    const untold = find('golden', 'The project was made on a day.');
    const claimed = { level: 'location', producerWarnings: true } as const;
    const warning = (own: string): object => ({ rule: own, severity: 'warning', at: {}, details: {} });
    const makes =
      ({ folder }: StoredVector, ...findings: readonly object[]) =>
      (question: Question) => {
        if (question.op === 'produce') cpSync(join(folder, 'output'), question.output);
        return { produced: true, findings };
      };

    test('who claims to tell of warnings passes with exactly those that are expected', async () => {
      expect(await examine(told, makes(told, warning(rule)), claimed)).toEqual({ outcome: 'pass' });
      expect(await examine(untold, makes(untold), claimed)).toEqual({ outcome: 'pass' });
      // However often it is told.
      expect(await examine(told, makes(told, warning(rule), warning(rule)), claimed)).toEqual({ outcome: 'pass' });
    });

    test.each([
      ['leaves the warning out', told, []],
      ['warns of something else', told, [warning('anpkg/project-sidecar-schema')]],
      ['warns where nothing is wrong', untold, [warning(rule)]],
    ])('who claims it and %s does not pass', async (_, stored, findings) => {
      expect(await examine(stored, makes(stored, ...findings), claimed)).toMatchObject({ outcome: 'wrong-rule' });
    });

    test('an error beside a product is a wrong verdict to who claims it', async () => {
      const verdict = await examine(told, makes(told, { ...warning(rule), severity: 'error' }), claimed);
      expect(verdict).toMatchObject({ outcome: 'wrong-verdict' });
    });

    test.each([
      ['nothing of findings', []],
      ['other findings', [warning('anpkg/project-sidecar-schema')]],
    ])('who does not claim it passes by the product, and says %s', async (_, findings) => {
      const passed = { outcome: 'pass', detail: 'the warnings were not compared' };
      expect(await examine(told, makes(told, ...findings))).toEqual(passed);
      expect(await examine(told, makes(told, ...findings), { ...claimed, level: 'verdict' })).toEqual(passed);
    });

    test('a vector that leaves it open compares no warnings', async () => {
      expect(
        await examine(
          golden,
          writes((bytes) => bytes, right),
          claimed,
        ),
      ).toEqual({ outcome: 'pass' });
      expect(await examine(golden, makes(golden, warning(rule)), claimed)).toEqual({ outcome: 'pass' });
    });
  });

  test('a file that its owner may no longer execute is told of', async () => {
    const packaged = find('golden', 'package/bin/', '"executable":true');
    const { expect: expected } = packaged.vector;
    const entries = 'output' in expected && 'entries' in expected.output ? expected.output.entries : [];
    const verdict = await examine(packaged, (question) => {
      for (const entry of entries) {
        if (question.op !== 'produce' || entry.type !== 'file') continue;
        mkdirSync(join(question.output, entry.path, '..'), { recursive: true });
        writeFileSync(join(question.output, entry.path), readFileSync(join(packaged.folder, entry.content)));
      }
      return { produced: true };
    });
    expect(verdict).toMatchObject({ outcome: 'bytes-differ', detail: expect.stringMatching(/may not execute it$/u) });
  });
});

function withByte(bytes: Buffer, offset: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[offset] = value;
  return changed;
}

describe('limit', () => {
  test('the input is made, and the answer compared', async () => {
    const limit = find('limit', 'one byte more than 16 MiB');
    const sizes: number[] = [];
    const verdict = await examine(limit, (question) => {
      if (question.op === 'validate') sizes.push(readFileSync(question.input).length);
      return { valid: true, findings: [] };
    });
    expect(sizes).toEqual([16 * 1024 * 1024 + 1, 16 * 1024 * 1024 + 1]);
    expect(verdict.outcome).toBe('wrong-verdict');
  });
});

describe('relation', () => {
  test('who accepts an archive that is cut off breaks the relation', async () => {
    const relation = find('relation', '"truncation"', 'strict-zip@1');
    const verdict = await examine(relation, () => ({ valid: true, findings: [] }));
    expect(verdict).toMatchObject({ outcome: 'relation-broken', detail: expect.stringContaining('cut off after') });
  });

  test('who does not look at the content accepts a flipped bit', async () => {
    const relation = find('relation', '"flip"', 'strict-zip@1');
    const { input } = relation.vector;
    const verdict = await examine(relation, (question) => {
      const length = question.op === 'validate' ? readFileSync(question.input).length : 0;
      return { valid: length === readFileSync(join(relation.folder, input.path)).length, findings: [] };
    });
    expect(verdict).toMatchObject({ outcome: 'relation-broken', detail: expect.stringContaining('flipped') });
  });

  test('who reads another document from another spelling breaks the relation', async () => {
    const relation = find('relation', '"respelling"');
    const verdict = await examine(relation, (question) => {
      const size = question.op === 'validate' ? readFileSync(question.input).length : 0;
      return { valid: true, findings: [], observation: { members: [], documents: { '': `${size}` }, references: [] } };
    });
    expect(verdict).toMatchObject({ outcome: 'relation-broken', detail: expect.stringContaining('same document') });
  });

  test('a producer that counts its runs is not deterministic', async () => {
    const relation = find('relation', '"same-bytes"', 'anpkg@1');
    const verdict = await examine(
      relation,
      writes((bytes, run) => Buffer.from(`${bytes}${run}`), Buffer.from('a')),
    );
    expect(verdict).toMatchObject({ outcome: 'nondeterministic', detail: 'the product is another the second time' });
  });

  test('a producer that looks at its folder is told by the place', async () => {
    const relation = find('relation', '"same-bytes"', 'anpkg@1');
    const verdict = await examine(relation, (question) => {
      if (question.op === 'produce')
        writeFileSync(question.output, question.input.includes('other folder') ? 'a' : 'b');
      return { produced: true };
    });
    expect(verdict).toMatchObject({ outcome: 'relation-broken', detail: 'the product is another in another folder' });
  });

  test('who refuses its own product breaks the relation', async () => {
    const relation = find('relation', '"valid-product"', 'anpkg@1');
    const verdict = await examine(relation, (question) => {
      if (question.op !== 'produce') return { valid: false, findings: [] };
      writeFileSync(question.output, '');
      return { produced: true };
    });
    expect(verdict).toMatchObject({ outcome: 'relation-broken', detail: 'what it produced is not valid to itself' });
  });
});
