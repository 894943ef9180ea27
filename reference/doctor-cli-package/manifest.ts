import type { ReleaseManifest } from '../generated/types/doctor-cli-package-release-manifest.ts';
import type { PackageFacts } from './package-cli-facts.ts';
import { packagedBinaryPath } from './package-cli-layout.ts';
import type { InstallSmoke } from './payload.ts';
import { RCH_BINARY } from './templates.ts';

const CARGO_WRAPPER = `${RCH_BINARY} exec --`;
// A name that a command line can hold as it is.
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/u;

/** The release manifest: enough to verify the whole folder. */
export function makeManifest(facts: PackageFacts, smoke: InstallSmoke | undefined): ReleaseManifest {
  const { binaryName, packageVersion, defaultProfile, source, packaged, platforms, templates, isScript } = facts;
  return {
    schema_version: 'doctor-cli-release-manifest-v1',
    package_version: packageVersion,
    binary_name: binaryName,
    source_binary: { name: source.name, size_bytes: source.size, sha256: source.sha256 },
    packaged_binary: { path: packagedBinaryPath(binaryName), size_bytes: packaged.size, sha256: packaged.sha256 },
    default_profile: defaultProfile,
    config_templates: templates.map(({ profile, path, size, sha256, preview }) => ({
      profile,
      path,
      size_bytes: size,
      sha256,
      command_preview: preview,
    })),
    supported_platforms: [...platforms],
    compatibility: {
      config_version: 'doctor-cli-package-config-v1',
      config_evolution: 'additive',
      smoke_contract_version: 'doctor-core-report-v1',
      cargo_wrapper: CARGO_WRAPPER,
    },
    upgrade_path: [
      {
        step: 'build',
        instruction: 'Build a new binary, with cargo through the wrapper where cargo builds it.',
        ...(!isScript && PLAIN_NAME.test(source.name)
          ? { command: `${CARGO_WRAPPER} cargo build --release --bin ${source.name}` }
          : {}),
      },
      {
        step: 'repackage',
        instruction: 'Package the new binary and compare packaged_binary.sha256 of the two release manifests.',
      },
      {
        step: 'promote',
        instruction: 'Promote the new package only when smoke and end-to-end checks are deterministic and green.',
      },
    ],
    ...(smoke === undefined ? {} : { install_smoke: smoke }),
  };
}
