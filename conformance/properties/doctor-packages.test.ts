import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateDoctorCliPackage } from '../../reference/doctor-cli-package/index.ts';
import { inPackage } from '../../reference/doctor-cli-package/sample-package.test-fixture.ts';
import { catalogue, type RuleId } from '../../reference/generated/catalogue.ts';
import type { Judgement } from '../../reference/report/judgement.ts';
import { HARDENED, type RuleSelection } from '../../reference/report/rule-selection.ts';
import { VALIDATORS } from './judge-bytes.ts';

const examples = join(import.meta.dirname, '../../contracts/doctor-cli-package/v1/examples');
const documents = readdirSync(examples)
  .sort()
  .map((name): unknown => JSON.parse(readFileSync(join(examples, name), 'utf8')));
const rules = Object.keys(catalogue).filter(isOwnRule);

// Values that look right at first sight are the likeliest to reach a check.
const replacement = fc.oneof(
  fc.constantFrom<unknown>('', '..', '../x', '/', 'bin/doctor_demo', 'release-manifest.json', 'ci', 'local', 0, 1, []),
  fc.jsonValue(),
);
const selections = fc
  .constantFrom(undefined, ...rules)
  .map((rule): RuleSelection => (rule === undefined ? HARDENED : { profile: 'hardened', without: new Set([rule]) }));

/** The value with one node replaced: the one that the numbers lead to. */
function replaced(value: unknown, steps: readonly number[], by: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const names = Object.keys(value);
  if (names.length === 0) return by;
  const chosen = step % names.length;
  const members = Object.entries(value).map(([name, member], index) => [
    name,
    index === chosen ? replaced(member, rest, by) : member,
  ]);
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

function isOwnRule(id: string): id is RuleId {
  return id.startsWith('doctor-cli-package/');
}

async function judgeFolder(path: string, selection: RuleSelection = HARDENED): Promise<Judgement> {
  return validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection, observe: true });
}

const steps = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });

describe('whatever one value of a document is replaced by, and whichever rule is left out', () => {
  it('the document is judged, and alike each time', async () => {
    const judge = VALIDATORS['doctor-cli-package'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...documents),
        steps,
        replacement,
        selections,
        async (base, at, by, selection) => {
          const bytes = new TextEncoder().encode(JSON.stringify(replaced(base, at, by)));
          const first = await judge(bytes, { selection, observe: true });
          expect(await judge(bytes, { selection, observe: true })).toEqual(first);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('the package around a manifest is judged, and alike each time', async () => {
    await inPackage({}, async (path) => {
      const file = join(path, 'release-manifest.json');
      const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
      await fc.assert(
        fc.asyncProperty(steps, replacement, selections, async (at, by, selection) => {
          writeFileSync(file, JSON.stringify(replaced(manifest, at, by)));
          const first = await judgeFolder(path, selection);
          expect(await judgeFolder(path, selection)).toEqual(first);
        }),
        { numRuns: 300 },
      );
    });
  });
});

it.each(['bin/doctor_demo', 'config/doctor_demo.ci.json', 'config/doctor_demo.local.json'])(
  'no bit of %s can be turned over unnoticed',
  async (name) => {
    await inPackage({}, async (path) => {
      const file = join(path, name);
      const whole = readFileSync(file);
      await fc.assert(
        fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (offset, bit) => {
          const bytes = Buffer.from(whole);
          bytes[offset] = (whole[offset] ?? 0) ^ (1 << bit);
          writeFileSync(file, bytes);
          expect((await judgeFolder(path)).findings).not.toEqual([]);
        }),
        { numRuns: 150 },
      );
      writeFileSync(file, whole);
      expect((await judgeFolder(path)).findings).toEqual([]);
    });
  },
);
