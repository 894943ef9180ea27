import type { RuleId } from '../generated/catalogue.ts';
import type { Changes } from './sample-package.test-fixture.ts';

const ZEROES = '0'.repeat(64);

const LOG_END = '/structured_logs/5';

/** Rule, which example, the changes that break it, the pointer, and whether `core` minds. */
export const DOCUMENT_DEFECTS: readonly (readonly [RuleId, string, Changes, string, 'core' | 'hardened'])[] = [
  [
    'doctor-cli-package/unknown-schema-version',
    'core-report',
    { '/schema_version': 'doctor-core-report-v2' },
    '/schema_version',
    'core',
  ],
  ['doctor-cli-package/unknown-schema-version', 'core-report', { '/schema_version': undefined }, '', 'core'],
  [
    'doctor-cli-package/payload-schema',
    'package-payload',
    { '/packaged_binary_size_bytes': 0 },
    '/packaged_binary_size_bytes',
    'core',
  ],
  [
    'doctor-cli-package/payload-schema',
    'package-payload',
    { '/install_smoke/startup_status': 'failed' },
    '/install_smoke/startup_status',
    'core',
  ],
  ['doctor-cli-package/config-template-schema', 'config-template', { '/profile': 'staging' }, '/profile', 'core'],
  ['doctor-cli-package/core-report-schema', 'core-report', { '/program': 1 }, '/program', 'core'],
  ['doctor-cli-package/error-schema', 'error', { '/remediation': undefined }, '', 'hardened'],
  ['doctor-cli-package/error-schema', 'error', { '/rule': undefined }, '', 'hardened'],
  [
    'doctor-cli-package/invalid-version',
    'package-payload',
    { '/package_version': '1.0.0-' },
    '/package_version',
    'hardened',
  ],
  [
    'doctor-cli-package/template-order',
    'package-payload',
    {
      '/config_templates/0/profile': 'local',
      '/config_templates/0/path': 'config/doctor_demo.local.json',
      '/config_templates/1/profile': 'ci',
      '/config_templates/1/path': 'config/doctor_demo.ci.json',
    },
    '/config_templates/1/profile',
    'core',
  ],
  [
    'doctor-cli-package/profile-settings',
    'config-template.local',
    { '/strict_mode': true },
    '/strict_mode',
    'hardened',
  ],
  ['doctor-cli-package/log-sequence', 'package-payload', { [`${LOG_END}/sequence`]: 7 }, `${LOG_END}/sequence`, 'core'],
  ['doctor-cli-package/log-events', 'package-payload', { [LOG_END]: undefined }, '/structured_logs', 'core'],
  [
    'doctor-cli-package/log-events',
    'package-payload',
    { '/install_smoke': undefined },
    '/structured_logs/3/event',
    'core',
  ],
  [
    'doctor-cli-package/path-not-confined',
    'package-payload',
    { '/packaged_binary': 'bin//doctor_demo' },
    '/packaged_binary',
    'hardened',
  ],
  [
    'doctor-cli-package/binary-path',
    'package-payload',
    { '/packaged_binary': 'doctor_demo' },
    '/packaged_binary',
    'hardened',
  ],
  [
    'doctor-cli-package/template-path',
    'package-payload',
    { '/config_templates/0/path': 'config/ci.json' },
    '/config_templates/0/path',
    'core',
  ],
  [
    'doctor-cli-package/installed-binary-path',
    'package-payload',
    { '/install_smoke/installed_binary': 'bin/doctor_demo' },
    '/install_smoke/installed_binary',
    'hardened',
  ],
  [
    'doctor-cli-package/default-template-missing',
    'package-payload.minimal',
    {
      '/config_templates/1': undefined,
      '/structured_logs/2': undefined,
      '/structured_logs/2/sequence': 3,
      '/structured_logs/3/sequence': 4,
    },
    '/default_profile',
    'hardened',
  ],
  [
    'doctor-cli-package/source-binary-mismatch',
    'package-payload',
    { '/source_binary/sha256': ZEROES },
    '/source_binary/sha256',
    'core',
  ],
  [
    'doctor-cli-package/cargo-wrapper-mismatch',
    'release-manifest.minimal',
    { '/compatibility/cargo_wrapper': 'rch' },
    '/compatibility/cargo_wrapper',
    'hardened',
  ],
  [
    'doctor-cli-package/unrouted-cargo-command',
    'release-manifest',
    { '/upgrade_path/0/command': 'other exec -- cargo build' },
    '/upgrade_path/0/command',
    'core',
  ],
  [
    'doctor-cli-package/unrouted-cargo-command',
    'package-payload',
    { '/rerun_commands/1': 'cargo run' },
    '/rerun_commands/1',
    'core',
  ],
];
