import type { PackagePayload } from '../generated/types/doctor-cli-package-package-payload.ts';
import type { PackageFacts } from './package-cli-facts.ts';
import { packagedBinaryPath, RELEASE_MANIFEST } from './package-cli-layout.ts';
import { makeLogs } from './payload-logs.ts';

export type InstallSmoke = NonNullable<PackagePayload['install_smoke']>;

/** What `doctor package-cli` prints. Nothing in it depends on the folder, the clock or the machine. */
export function makePayload(
  facts: PackageFacts,
  smoke: InstallSmoke | undefined,
  manifestSha256: string,
): PackagePayload {
  const { binaryName, packageVersion, defaultProfile, source, packaged, templates } = facts;
  return {
    schema_version: 'doctor-cli-package-v1',
    package_version: packageVersion,
    binary_name: binaryName,
    source_binary: { name: source.name, sha256: source.sha256 },
    packaged_binary: packagedBinaryPath(binaryName),
    packaged_binary_size_bytes: packaged.size,
    packaged_binary_sha256: packaged.sha256,
    release_manifest: RELEASE_MANIFEST,
    default_profile: defaultProfile,
    config_templates: templates.map(({ profile, path, preview }) => ({ profile, path, command_preview: preview })),
    ...(smoke === undefined ? {} : { install_smoke: smoke }),
    rerun_commands: rerunCommands(facts),
    structured_logs: makeLogs(facts, smoke, manifestSha256),
  };
}

// Two folders, so that each command finds a fresh one. A version that nobody asked for is not asked for again: the
// smoke run would hold the program to it.
function rerunCommands({ binaryName, defaultProfile, packageVersion, isVersionGiven }: PackageFacts): string[] {
  const version = isVersionGiven ? ` --package-version ${packageVersion}` : '';
  const command = (folder: string): string =>
    `package-contracts --format json doctor package-cli --source-binary ${packagedBinaryPath(binaryName)} --out-dir ../${folder} --binary-name ${binaryName} --default-profile ${defaultProfile}${version}`;
  return [command(`${binaryName}-rerun`), `${command(`${binaryName}-rerun-smoke`)} --smoke`];
}
