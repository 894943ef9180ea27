import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { packageCli } from '../../doctor-cli-package/package-cli.ts';
import type { NamedPath } from '../../doctor-cli-package/package-cli-request.ts';
import type { PackagePayload } from '../../generated/types/doctor-cli-package-package-payload.ts';
import { toJsonText } from '../../report/json-text.ts';
import { toVisible } from '../../report/visible-text.ts';
import { flagOption, type Invocation, textOption } from '../command.ts';
import type { Edge } from '../edge.ts';
import { EXIT } from '../exit-code.ts';
import { readFormat } from './doctor-format.ts';
import { tellRefusal } from './doctor-refusal.ts';

/** `doctor package-cli`: packages a program with its config templates, or says why not and what to do about it. */
export async function runDoctorPackageCli({ options, edge }: Invocation): Promise<number> {
  const format = readFormat(options);
  if (typeof format === 'object') return tellRefusal(format, false, edge);
  const shown = textOption(options, 'outDir') ?? '';
  const packageVersion = textOption(options, 'packageVersion');
  const outcome = await packageCli({
    out: { path: resolve(edge.cwd, shown), shown },
    binaryName: textOption(options, 'binaryName') ?? '',
    defaultProfile: textOption(options, 'defaultProfile') ?? '',
    source: sourceOf(textOption(options, 'sourceBinary'), edge),
    ...(packageVersion === undefined ? {} : { packageVersion }),
    smoke: flagOption(options, 'smoke'),
  });
  if (!outcome.packaged) return tellRefusal(outcome.finding, format === 'json', edge);
  edge.stdout.write(format === 'json' ? toJsonText(outcome.payload) : toText(outcome.payload, shown));
  return EXIT.holds;
}

function sourceOf(given: string | undefined, edge: Edge): NamedPath | undefined {
  if (given !== undefined) return { path: resolve(edge.cwd, given), shown: given };
  return edge.executable === undefined ? undefined : ownExecutable(edge.executable);
}

// The program itself, where it is one executable file: not a module that an interpreter was given.
function ownExecutable(path: string): NamedPath | undefined {
  try {
    const real = realpathSync(path);
    accessSync(real, constants.X_OK);
    return statSync(real).isFile() ? { path: real, shown: path } : undefined;
  } catch {
    return undefined;
  }
}

function toText(payload: PackagePayload, out: string): string {
  const { binary_name, package_version, packaged_binary_sha256, packaged_binary_size_bytes, install_smoke } = payload;
  const lines = [
    `packaged ${binary_name} ${package_version} into ${toVisible(out)}`,
    `  program   ${payload.packaged_binary} (${packaged_binary_size_bytes} bytes, SHA-256 ${packaged_binary_sha256})`,
    ...payload.config_templates.map(({ path, command_preview }) => `  template  ${path}: ${command_preview}`),
    `  manifest  ${payload.release_manifest}`,
    `  smoke     ${install_smoke === undefined ? 'not run (--smoke runs it)' : `ok, ${install_smoke.observed_contract_version}`}`,
  ];
  return `${lines.join('\n')}\n`;
}
