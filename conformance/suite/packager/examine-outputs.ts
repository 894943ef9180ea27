import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examineFailure } from './examine-failures.ts';
import { type Packager, type PackagerBreach, packageArguments } from './packager.ts';

/** An output that has to be refused. */
interface RefusedOutput {
  readonly rule: string;
  /** Makes what stands at the output; gives the program to package there. */
  readonly prepare: (out: string, source: string, packager: Packager) => string | Promise<string>;
}

const REFUSED: readonly RefusedOutput[] = [
  {
    rule: 'output-not-folder',
    prepare(out, source) {
      writeFileSync(out, 'a file of somebody else\n');
      return source;
    },
  },
  {
    rule: 'output-not-empty',
    prepare(out, source) {
      mkdirSync(out);
      writeFileSync(join(out, 'notes.txt'), 'a file of somebody else\n');
      return source;
    },
  },
  {
    rule: 'output-holds-source',
    async prepare(out, source, packager) {
      await packager(packageArguments(out, source));
      return join(out, 'bin/demo');
    },
  },
];

/** Runs into outputs that have to be refused: each for its rule, and with everything left as it was. */
export async function examineOutputs(
  packager: Packager,
  folder: string,
  source: string,
): Promise<readonly PackagerBreach[]> {
  const breaches: PackagerBreach[] = [];
  for (const { rule, prepare } of REFUSED) {
    const out = join(folder, rule);
    const program = await prepare(out, source, packager);
    breaches.push(...(await examineFailure(packager, folder, { rule, args: packageArguments(out, program) })));
  }
  return breaches;
}
