import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree, treeDifferences } from './folder-tree.ts';
import { type Packager, type PackagerBreach, type PackagerRun, packageArguments, shellProgram } from './packager.ts';

/** A run that has to fail, and the rule for which it has to. */
interface FailingRun {
  readonly rule: string;
  readonly program?: string;
  readonly isPlain?: boolean;
  readonly flags?: readonly string[];
  /** The output format, for `json`. */
  readonly format?: string;
}

const FAILING: readonly FailingRun[] = [
  { rule: 'smoke-not-started', program: '#!/nowhere/interpreter\n' },
  { rule: 'smoke-failed', program: shellProgram({ report: 'exit 3' }) },
  { rule: 'smoke-no-version', program: shellProgram({ version: 'echo' }) },
  { rule: 'smoke-other-version', program: shellProgram({ version: 'echo demo 2.0.0' }) },
  { rule: 'smoke-other-output', program: shellProgram({ report: 'echo all is well' }) },
  {
    rule: 'smoke-other-contract',
    program: shellProgram({ report: `echo '{"schema_version":"doctor-core-report-v2"}'` }),
  },
  { rule: 'unknown-binary-format', program: 'MZ  ' },
  { rule: 'source-binary-empty', program: '' },
  { rule: 'source-binary-not-executable', isPlain: true },
  { rule: 'unsupported-profile', flags: ['--default-profile', 'staging'] },
  { rule: 'unsupported-output-format', format: 'yaml' },
  { rule: 'invalid-binary-name', flags: ['--binary-name', 'Demo'] },
  { rule: 'invalid-version', flags: ['--package-version', '1.2'] },
  { rule: 'source-binary-missing', flags: ['--source-binary', '/nowhere/program'] },
  { rule: 'source-binary-not-file', flags: ['--source-binary', '/'] },
];

/**
 * Runs that have to fail, each where there is nothing yet and where `package` holds an earlier package: for its rule,
 * with what to do about it, and with everything left as it was.
 */
export async function examineFailures(packager: Packager, folder: string): Promise<readonly PackagerBreach[]> {
  const breaches: PackagerBreach[] = [];
  for (const failing of FAILING) {
    const source = join(folder, 'failing-program');
    writeFileSync(source, failing.program ?? shellProgram(), { mode: 0o755 });
    chmodSync(source, failing.isPlain === true ? 0o644 : 0o755);
    for (const out of ['package', 'absent/package']) {
      const args = packageArguments(join(folder, out), source, '--smoke', ...(failing.flags ?? []));
      const given = args.map((arg) => (arg === 'json' ? (failing.format ?? arg) : arg));
      breaches.push(...(await examineFailure(packager, folder, { rule: failing.rule, args: given })));
    }
  }
  return breaches;
}

/** A run that has to fail for a rule, and what it must leave as it is: all that is below the folder. */
export async function examineFailure(
  packager: Packager,
  folder: string,
  { rule, args }: { readonly rule: string; readonly args: readonly string[] },
): Promise<readonly PackagerBreach[]> {
  const before = readTree(folder);
  const run = await packager(args);
  if (run.code === 0) return [{ rule: `doctor-cli-package/${rule}`, what: 'the run succeeded' }];
  const left = treeDifferences(before, readTree(folder));
  return [
    // In which words a failure is told in a format that there is not, nothing says.
    ...(rule === 'unsupported-output-format' ? [] : checkFailure(run, rule)),
    ...left.map((path) => ({ rule: 'doctor-cli-package/failure-leaves-output', what: `${rule}: ${path}` })),
  ];
}

function checkFailure({ stderr }: PackagerRun, rule: string): readonly PackagerBreach[] {
  const error = parseError(stderr);
  const breaches: PackagerBreach[] = [];
  if (error.rule !== `doctor-cli-package/${rule}`) {
    breaches.push({ rule: `doctor-cli-package/${rule}`, what: `the failure names ${String(error.rule)}` });
  }
  if (typeof error.remediation !== 'string' || error.remediation.trim() === '') {
    breaches.push({ rule: 'doctor-cli-package/missing-remediation', what: rule });
  }
  return breaches;
}

function parseError(text: string): { readonly rule?: unknown; readonly remediation?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
