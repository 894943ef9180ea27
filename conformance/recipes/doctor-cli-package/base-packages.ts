import { createHash } from 'node:crypto';
import { toCanonicalText } from '../document-text.ts';
import { CI, completeManifest, type JsonObject, LOCAL, type PackageDraft, PROGRAM } from './package-draft.ts';
import { SHELL_PROGRAM } from './programs.ts';

/** What the shell program prints for `doctor report-contract`. */
const REPORT = '{"schema_version": "doctor-core-report-v1"}\n';

export const ciTemplate: JsonObject = {
  schema_version: 'doctor-cli-package-config-v1',
  profile: 'ci',
  binary_name: 'doctor_demo',
  output_format: 'json',
  color: 'never',
  doctor_command: 'report-contract',
  workspace_root: '.',
  report_out_dir: 'doctor-reports',
  strict_mode: true,
  rch_binary: 'rch',
};

export const localTemplate: JsonObject = {
  ...ciTemplate,
  profile: 'local',
  output_format: 'text',
  color: 'auto',
  strict_mode: false,
};

export const ciEntry: JsonObject = {
  profile: 'ci',
  path: CI,
  command_preview: 'bin/doctor_demo --format json --color never doctor report-contract',
};

export const localEntry: JsonObject = {
  profile: 'local',
  path: LOCAL,
  command_preview: 'bin/doctor_demo --format text --color auto doctor report-contract',
};

export const installSmoke: JsonObject = {
  install_root: 'install-smoke',
  installed_binary: 'install-smoke/bin/doctor_demo',
  startup_status: 'ok',
  command_status: 'ok',
  command_output_sha256: createHash('sha256').update(REPORT).digest('hex'),
  observed_contract_version: 'doctor-core-report-v1',
};

export const BUILD: JsonObject = {
  step: 'build',
  instruction: 'Build a new binary, with cargo through the wrapper.',
};
export const REPACKAGE: JsonObject = {
  step: 'repackage',
  instruction: 'Package the new binary and compare packaged_binary.sha256 of the two release manifests.',
};
export const PROMOTE: JsonObject = {
  step: 'promote',
  instruction: 'Promote the new package only when smoke and end-to-end checks are deterministic and green.',
};

/** A shell program with both templates, made without a smoke run. */
export const minimal: PackageDraft = {
  members: {
    [PROGRAM]: { program: SHELL_PROGRAM },
    [CI]: toCanonicalText(ciTemplate),
    [LOCAL]: toCanonicalText(localTemplate),
  },
  manifest: {
    schema_version: 'doctor-cli-release-manifest-v1',
    package_version: '1.4.0',
    binary_name: 'doctor_demo',
    source_binary: { name: 'demo' },
    packaged_binary: { path: PROGRAM },
    default_profile: 'ci',
    config_templates: [ciEntry, localEntry],
    supported_platforms: ['linux-x86_64'],
    compatibility: {
      config_version: 'doctor-cli-package-config-v1',
      config_evolution: 'additive',
      smoke_contract_version: 'doctor-core-report-v1',
      cargo_wrapper: 'rch exec --',
    },
    upgrade_path: [BUILD, REPACKAGE, PROMOTE],
  },
};

/** The same with every platform, a smoke run, and a command for the build. */
export const rich: PackageDraft = {
  members: minimal.members,
  manifest: {
    ...minimal.manifest,
    supported_platforms: ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64'],
    upgrade_path: [{ ...BUILD, command: 'rch exec -- cargo build --release --bin demo' }, REPACKAGE, PROMOTE],
    install_smoke: installSmoke,
  },
};

export const minimalManifest: JsonObject = completeManifest(minimal);
export const richManifest: JsonObject = completeManifest(rich);

const digest = createHash('sha256').update(SHELL_PROGRAM).digest('hex');
const RERUN = [
  'package-contracts --format json doctor package-cli --source-binary bin/doctor_demo --out-dir ../doctor_demo-rerun',
  '--binary-name doctor_demo --default-profile ci --package-version 1.4.0',
].join(' ');

type LogEvent = readonly [event: string, details: JsonObject, remediation?: string];

const STARTED: LogEvent = ['package-started', { binary_name: 'doctor_demo', package_version: '1.4.0' }];
const CI_WRITTEN: LogEvent = ['template-materialized', { path: CI, profile: 'ci' }];
const LOCAL_WRITTEN: LogEvent = ['template-materialized', { path: LOCAL, profile: 'local' }];
const SMOKE_PASSED: LogEvent = [
  'install-smoke-passed',
  { command_output_sha256: installSmoke.command_output_sha256 },
  'Should a later smoke run fail, run bin/doctor_demo --version and see what it prints.',
];
const MANIFEST_WRITTEN: LogEvent = ['manifest-written', { path: 'release-manifest.json' }];
const COMPLETED: LogEvent = ['package-completed', { packaged_binary_sha256: digest }];

export const events: Readonly<Record<'started' | 'ci' | 'local' | 'smoke' | 'manifest' | 'completed', LogEvent>> = {
  started: STARTED,
  ci: CI_WRITTEN,
  local: LOCAL_WRITTEN,
  smoke: SMOKE_PASSED,
  manifest: MANIFEST_WRITTEN,
  completed: COMPLETED,
};

/** The events as a payload lists them, numbered from 1. */
export function toLogs(given: readonly LogEvent[]): readonly JsonObject[] {
  return given.map(([event, details, remediation], index) => ({
    sequence: index + 1,
    event,
    details,
    ...(remediation !== undefined && { remediation }),
  }));
}

/** What the packager prints for the minimal package. */
export const minimalPayload: JsonObject = {
  schema_version: 'doctor-cli-package-v1',
  package_version: '1.4.0',
  binary_name: 'doctor_demo',
  source_binary: { name: 'demo', sha256: digest },
  packaged_binary: PROGRAM,
  packaged_binary_size_bytes: SHELL_PROGRAM.length,
  packaged_binary_sha256: digest,
  release_manifest: 'release-manifest.json',
  default_profile: 'ci',
  config_templates: [ciEntry, localEntry],
  rerun_commands: [RERUN],
  structured_logs: toLogs([STARTED, CI_WRITTEN, LOCAL_WRITTEN, MANIFEST_WRITTEN, COMPLETED]),
};

/** What the packager prints after a smoke run. */
export const richPayload: JsonObject = {
  ...minimalPayload,
  install_smoke: installSmoke,
  rerun_commands: [RERUN, `${RERUN.replace('-rerun', '-rerun-smoke')} --smoke`],
  structured_logs: toLogs([STARTED, CI_WRITTEN, LOCAL_WRITTEN, SMOKE_PASSED, MANIFEST_WRITTEN, COMPLETED]),
};

export const minimalReport: JsonObject = { schema_version: 'doctor-core-report-v1' };
export const richReport: JsonObject = {
  ...minimalReport,
  program: 'demo',
  program_version: '1.4.0',
  contracts: [{ contract: 'doctor-cli-package@1', version: '1.0.0' }],
};

export const minimalError: JsonObject = {
  schema_version: 'doctor-cli-error-v1',
  code: 'io',
  message: 'cannot write packages/doctor: ENOSPC',
  remediation: 'Make room on the disk and run the command again.',
};
export const richError: JsonObject = {
  schema_version: 'doctor-cli-error-v1',
  code: 'refused',
  rule: 'doctor-cli-package/smoke-timeout',
  message: 'the smoke run of doctor_demo did not end within 30 seconds',
  remediation: 'Run the program with the same arguments and see what it waits for.',
  details: { seconds: 30, binary: 'doctor_demo', started: true },
};
