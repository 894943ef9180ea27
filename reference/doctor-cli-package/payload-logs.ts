import type { PackagePayload } from '../generated/types/doctor-cli-package-package-payload.ts';
import type { PackageFacts } from './package-cli-facts.ts';
import { packagedBinaryPath, RELEASE_MANIFEST } from './package-cli-layout.ts';
import type { InstallSmoke } from './payload.ts';
import { SMOKE_COMMAND } from './smoke.ts';

type LogEvent = PackagePayload['structured_logs'][number];

/** What was done, in order: one event a step, numbered from 1, without a clock. */
export function makeLogs(
  { binaryName, packageVersion, defaultProfile, source, packaged, templates }: PackageFacts,
  smoke: InstallSmoke | undefined,
  manifestSha256: string,
): LogEvent[] {
  const binary = packagedBinaryPath(binaryName);
  const events: Omit<LogEvent, 'sequence'>[] = [
    {
      event: 'package-started',
      details: {
        binary_name: binaryName,
        package_version: packageVersion,
        default_profile: defaultProfile,
        source_binary_sha256: source.sha256,
      },
    },
    ...templates.map(
      ({ profile, path, sha256 }): Omit<LogEvent, 'sequence'> => ({
        event: 'template-materialized',
        details: { profile, path, sha256 },
      }),
    ),
  ];
  if (smoke !== undefined) {
    events.push({
      event: 'install-smoke-passed',
      details: {
        installed_binary: smoke.installed_binary,
        command_output_sha256: smoke.command_output_sha256,
        observed_contract_version: smoke.observed_contract_version,
      },
      remediation: `Should a later smoke run fail, run ${binary} ${SMOKE_COMMAND.join(' ')} and compare its output with this digest.`,
    });
  }
  events.push(
    { event: 'manifest-written', details: { path: RELEASE_MANIFEST, sha256: manifestSha256 } },
    { event: 'package-completed', details: { packaged_binary: binary, packaged_binary_sha256: packaged.sha256 } },
  );
  return events.map((event, index) => ({ sequence: index + 1, ...event }));
}
