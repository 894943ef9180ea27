import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Path → content; a text stands for its UTF-8. */
export type PackageFiles = Record<string, string | Uint8Array>;

/** The least that a package can hold, without its checksum list. */
export function minimalFiles(): PackageFiles {
  return {
    'machine-profile.yaml': [
      'schema_version: 1',
      'machine_id: bench-01',
      'display_name: Bench',
      'runtime_profiles:',
      '  manual: runtime/anolis-runtime.yaml',
      'providers:',
      '  sim0:',
      '    config: providers/sim0.yaml',
      'compatibility:',
      '  runtime:',
      '    config_contract: 01-runtime-config',
      '    http_contract: 02-runtime-http',
      '  providers:',
      '    sim0:',
      '      strategy: local-build',
      '      version: unspecified',
      '',
    ].join('\n'),
    'meta/provenance.json': `{
  "exported_at": "1970-01-01T00:00:00Z",
  "exported_variant": "manual",
  "omitted_variants": [],
  "package_format_version": 1,
  "redaction_policy": {
    "deploy_time_env_var": "INFLUXDB_TOKEN",
    "telemetry_influxdb_token_removed": false
  },
  "schema_versions": {
    "machine-profile": 1,
    "runtime-config": 1
  },
  "source_project": "bench-01"
}
`,
    'providers/sim0.yaml': 'devices: []\n',
    'runtime/anolis-runtime.yaml': [
      'providers:',
      '- id: sim0',
      '  command: ../bin/provider-sim',
      '  args:',
      '  - --config',
      '  - providers/sim0.yaml',
      '',
    ].join('\n'),
  };
}

/** The files with a canonical checksum list of them. */
export function withChecksums(files: PackageFiles): PackageFiles {
  return { ...files, 'meta/checksums.sha256': `${checksumLines(files).join('\n')}\n` };
}

/** Lines of the list, sorted by path (ASCII only). */
export function checksumLines(files: PackageFiles): string[] {
  return Object.keys(files)
    .filter((path) => path !== 'meta/checksums.sha256')
    .sort()
    .map(
      (path) =>
        `${createHash('sha256')
          .update(files[path] ?? '')
          .digest('hex')}  ${path}`,
    );
}

/** Calls back with a folder that holds the files, and removes it afterwards. */
export async function inFolder<T>(files: PackageFiles, use: (path: string) => T | Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'anpkg-test-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
