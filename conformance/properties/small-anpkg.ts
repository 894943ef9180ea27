import { createHash } from 'node:crypto';
import { buildZip } from '../recipes/zip-builder.ts';

const MEMBERS: Readonly<Record<string, string>> = {
  'machine-profile.yaml': `schema_version: 1
machine_id: "m"
display_name: "M"
runtime_profiles:
  manual: "runtime/anolis-runtime.yaml"
providers:
  p:
    config: "providers/p.yaml"
compatibility:
  runtime:
    config_contract: "01-runtime-config"
    http_contract: "02-runtime-http"
  providers:
    p:
      strategy: "local-build"
      version: "unspecified"
`,
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
  "source_project": "p"
}
`,
  'providers/p.yaml': 'a: 1\n',
  'runtime/anolis-runtime.yaml': `providers:
  - id: "p"
    command: "c"
    args: ["--config", "providers/p.yaml"]
`,
};

/** A canonical package with one provider, built by the suite's own builder. */
export function smallAnpkg(): Uint8Array {
  const checksums = Object.entries(MEMBERS)
    .map(([path, text]) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`)
    .join('');
  const members = Object.entries({ ...MEMBERS, 'meta/checksums.sha256': checksums });
  return buildZip(members.map(([name, data]) => ({ name, data }))).bytes;
}
