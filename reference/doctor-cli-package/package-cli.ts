import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { publishFolder } from '../archive/publish-folder.ts';
import { LIMITS } from '../generated/limits.ts';
import { TOOL } from '../generated/tool.ts';
import type { PackagePayload } from '../generated/types/doctor-cli-package-package-payload.ts';
import { type RunProcess, runProcess } from '../process/run-process.ts';
import { severityOf } from '../report/artifact-report.ts';
import type { Finding } from '../report/finding.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { makeManifest } from './manifest.ts';
import { type CopiedBinary, checkSourceBinary, copyBinary } from './package-cli-binary.ts';
import { isEarlierPackage } from './package-cli-earlier.ts';
import type { PackageFacts } from './package-cli-facts.ts';
import { makePackageFolders, writePackageFile } from './package-cli-files.ts';
import { packagedBinaryPath, RELEASE_MANIFEST, toDocumentText } from './package-cli-layout.ts';
import { checkRequest, type NamedPath, type PackageRequest } from './package-cli-request.ts';
import { writeTemplates } from './package-cli-templates.ts';
import { makePayload } from './payload.ts';
import { runInstallSmoke } from './smoke.ts';
import { validateDoctorCliPackage } from './validate.ts';

export interface PackageOptions {
  /** How a program is run; the operating system's way where absent. */
  readonly run?: RunProcess;
  /** Time limit of each step of the smoke run; `doctor.smokeTime` of the limits where absent. */
  readonly smokeSeconds?: number;
}

export type PackageOutcome =
  | { readonly packaged: true; readonly payload: PackagePayload }
  | { readonly packaged: false; readonly finding: Finding };

/**
 * Packages a program (contracts/doctor-cli-package/v1, section 6): copies it, writes both templates and reads them
 * again, runs its smoke if that is asked for, writes the manifest, and publishes the folder as a whole. A run that is
 * refused leaves the output as it was. Throws ContractsError `io` where the system refuses.
 */
export async function packageCli(request: PackageRequest, options: PackageOptions = {}): Promise<PackageOutcome> {
  const { source } = request;
  const refused = checkRequest(request) ?? (source === undefined ? undefined : checkSourceBinary(source));
  if (refused !== undefined || source === undefined) return toRefusal(refused);
  let outcome: PackageOutcome | undefined;
  await publishFolder({
    target: request.out.path,
    expected: 'an earlier package',
    isReplaceable: isEarlierPackage,
    async fill(stage, scratch) {
      outcome = await fillPackage({ ...request, source }, { stage, scratch }, options);
      return outcome.packaged;
    },
  });
  return outcome ?? toRefusal(undefined);
}

type AcceptedRequest = PackageRequest & { readonly source: NamedPath };

async function fillPackage(
  request: AcceptedRequest,
  { stage, scratch }: { readonly stage: string; readonly scratch: string },
  options: PackageOptions,
): Promise<PackageOutcome> {
  const { binaryName, packageVersion } = request;
  makePackageFolders(stage);
  const binary = join(stage, packagedBinaryPath(binaryName));
  const copied = copyBinary(request.source, binary);
  if ('rule' in copied) return toRefusal(copied);
  const unfit = checkFormat(copied);
  if (unfit !== undefined) return toRefusal(unfit);
  const templates = writeTemplates(stage, binaryName);
  if ('rule' in templates) return toRefusal(templates);
  const facts: PackageFacts = {
    binaryName,
    packageVersion: packageVersion ?? TOOL.version,
    isVersionGiven: packageVersion !== undefined,
    defaultProfile: request.defaultProfile === 'ci' ? 'ci' : 'local',
    source: copied,
    packaged: copied,
    isScript: copied.format.isScript,
    platforms: copied.format.platforms,
    templates,
  };
  const smoke = request.smoke
    ? await runInstallSmoke({
        binary,
        binaryName,
        expectedVersion: packageVersion,
        scratch,
        seconds: options.smokeSeconds ?? LIMITS['doctor.smokeTime'].value,
        run: options.run ?? runProcess,
      })
    : undefined;
  if (smoke?.passed === false) return toRefusal(smoke.finding);
  const manifest = toDocumentText(makeManifest(facts, smoke?.smoke));
  writePackageFile(stage, RELEASE_MANIFEST, manifest);
  const rejected = await judgeStage(stage, request.binaryName);
  if (rejected !== undefined) return toRefusal(rejected);
  const digest = createHash('sha256').update(manifest).digest('hex');
  return { packaged: true, payload: makePayload(facts, smoke?.smoke, digest) };
}

// Section 5: a package claims the platforms that its program fits, so there must be one.
function checkFormat({ format: { format, isKnown, platforms } }: CopiedBinary): Finding | undefined {
  if (!isKnown) return { rule: 'doctor-cli-package/unknown-binary-format', at: {}, details: { format } };
  if (platforms.length > 0) return undefined;
  const platform = 'any platform of this contract';
  return { rule: 'doctor-cli-package/platform-mismatch', at: {}, details: { format, platform } };
}

// Nothing is published that the contract refuses, whoever is to blame for it.
async function judgeStage(stage: string, name: string): Promise<Finding | undefined> {
  const options = { selection: HARDENED, observe: false };
  const { findings } = await validateDoctorCliPackage({ kind: 'folder', name, path: stage }, options);
  const error = findings.find((finding) => severityOf(finding) === 'error');
  return error && { rule: 'doctor-cli-package/package-rejected', at: error.at, details: { rule: error.rule } };
}

function toRefusal(finding: Finding | undefined): PackageOutcome {
  return { packaged: false, finding: finding ?? { rule: 'doctor-cli-package/no-own-executable', at: {}, details: {} } };
}
