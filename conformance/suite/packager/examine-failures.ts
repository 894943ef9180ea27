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
      const before = readTree(folder);
      const args = packageArguments(join(folder, out), source, '--smoke', ...(failing.flags ?? []));
      const run = await packager(args);
      breaches.push(...checkFailure(run, failing.rule));
      for (const path of treeDifferences(before, readTree(folder))) {
        breaches.push({ rule: 'doctor-cli-package/failure-leaves-output', what: `${failing.rule}: ${path}` });
      }
    }
  }
  return breaches;
}

function checkFailure({ code, stderr }: PackagerRun, rule: string): readonly PackagerBreach[] {
  if (code === 0) return [{ rule: `doctor-cli-package/${rule}`, what: 'the run succeeded' }];
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
