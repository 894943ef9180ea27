import { toCanonicalText, toYaml } from '../document-text.ts';
import { type PackageDraft, PROFILE, PROVENANCE, RUNTIME, SIM0 } from './package-draft.ts';

/** A machine profile, as far as recipes take it apart. */
interface ProfileValue {
  readonly providers: Readonly<Record<string, { readonly config: string }>>;
  readonly [other: string]: unknown;
}

interface ProviderValue {
  readonly id: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly [other: string]: unknown;
}

interface RuntimeValue {
  readonly providers: readonly ProviderValue[];
}

interface RichRuntimeValue extends RuntimeValue {
  readonly telemetry: { readonly influxdb: object; readonly [other: string]: unknown };
  readonly automation: { readonly behavior_tree: string; readonly [other: string]: unknown };
  readonly [other: string]: unknown;
}

export const minimalProfile: ProfileValue = {
  schema_version: 1,
  machine_id: 'bench-01',
  display_name: 'Bench 1',
  runtime_profiles: { manual: RUNTIME },
  providers: { sim0: { config: SIM0 } },
  compatibility: {
    runtime: { config_contract: '01-runtime-config', http_contract: '02-runtime-http' },
    providers: { sim0: { strategy: 'local-build', version: 'unspecified' } },
  },
};

export const minimalProvider: ProviderValue = {
  id: 'sim0',
  command: '../anolis-provider-sim/build/release/anolis-provider-sim',
  args: ['--config', SIM0],
};

export const minimalRuntime: RuntimeValue = { providers: [minimalProvider] };

export const minimalProvenance: object = {
  exported_at: '1970-01-01T00:00:00Z',
  exported_variant: 'manual',
  omitted_variants: [],
  package_format_version: 1,
  redaction_policy: { deploy_time_env_var: 'INFLUXDB_TOKEN', telemetry_influxdb_token_removed: false },
  schema_versions: { 'machine-profile': 1, 'runtime-config': 1 },
  source_project: 'bench-01',
};

/** The smallest package that an exporter makes: one provider, nothing optional. */
export const minimal: PackageDraft = {
  members: {
    [PROFILE]: toYaml(minimalProfile),
    [PROVENANCE]: toCanonicalText(minimalProvenance),
    [SIM0]: toYaml({ devices: [{ name: 'stirrer', channel: 1 }] }),
    [RUNTIME]: toYaml(minimalRuntime),
  },
};

export const TREE = 'runtime/behaviors/mix.xml';
const TREE_XML = '<root BTCPP_format="4"><BehaviorTree ID="Mix"><AlwaysSuccess/></BehaviorTree></root>\n';

export const richProfile: ProfileValue = {
  schema_version: 1,
  machine_id: 'mixing-bench-2',
  display_name: 'Mixing bench, hall 2',
  runtime_profiles: { manual: RUNTIME },
  providers: {
    mixer0: { config: 'providers/mixer0.yaml' },
    probe_A: { config: 'providers/probe_A.yaml' },
  },
  behaviors: [TREE],
  validation: { expected_providers: ['mixer0', 'probe_A'], check_http_script: 'validation/check_http.sh' },
  compatibility: {
    runtime: {
      config_contract: '01-runtime-config',
      http_contract: '02-runtime-http',
      notes: 'Commissioned in March.',
    },
    providers: {
      mixer0: { strategy: 'semver-range', version: '>=1.2.0 <2.0.0', notes: 'Two pumps.' },
      probe_A: { strategy: 'pinned-ref', version: '3f2a91c' },
    },
  },
  components: {
    runtime: { repo: 'anolis', version: '0.3.8' },
    providers: { mixer: { repo: 'anolis-provider-mixer', version: '1.2.4' } },
    optional: { dashboard: { package: 'bench-dashboard', version: '0.9.0' } },
  },
  safety: { estop_topology: 'power_cut' },
};

const hookCalls = [
  {
    device_handle: 'mixer0/stirrer',
    function_id: 3,
    function_name: 'stop',
    args: { ramp: 1.5, brake: false, reason: 'mode' },
  },
  { device_handle: 'mixer0/pump', function_id: 7 },
  { device_handle: 'probe_A/lamp', function_name: 'dim' },
];

const shortHook = { calls: [{ device_handle: 'mixer0/pump', function_name: 'stop' }] };

export const richRuntime: RichRuntimeValue = {
  runtime: { name: 'mixing-bench-2', shutdown_timeout_ms: 2000, startup_timeout_ms: 30000, data_dir: 'data' },
  http: {
    enabled: true,
    bind: '127.0.0.1',
    port: 8080,
    cors_allowed_origins: ['http://localhost:3000'],
    cors_allow_credentials: true,
    thread_pool_size: 8,
  },
  providers: [
    {
      id: 'mixer0',
      command: '../anolis-provider-mixer/build/release/anolis-provider-mixer',
      args: ['--config', 'providers/mixer0.yaml', '--quiet'],
      timeout_ms: 5000,
      hello_timeout_ms: 2000,
      ready_timeout_ms: 10000,
      restart_policy: {
        enabled: true,
        max_attempts: 3,
        backoff_ms: [100, 1000, 5000],
        timeout_ms: 30000,
        success_reset_ms: 60000,
      },
    },
    {
      id: 'probe_A',
      command: '../anolis-provider-probe/build/release/anolis-provider-probe',
      args: ['--config', 'providers/probe_A.yaml'],
      restart_policy: { enabled: false },
    },
  ],
  polling: { interval_ms: 500 },
  telemetry: {
    enabled: true,
    influxdb: {
      url: 'http://localhost:8086',
      org: 'lab',
      bucket: 'bench',
      batch_size: 100,
      flush_interval_ms: 1000,
      max_retry_buffer_size: 1000,
      queue_size: 10000,
    },
  },
  logging: { level: 'info' },
  automation: {
    enabled: true,
    behavior_tree: TREE,
    tick_rate_hz: 10,
    manual_gating_policy: 'BLOCK',
    parameters: [
      { name: 'target', type: 'double', default: 36.5, min: 4, max: 60 },
      { name: 'cycles', type: 'int64', default: 3, min: 1, max: 100 },
      { name: 'stir', type: 'bool', default: true },
      { name: 'recipe', type: 'string', default: 'standard', allowed_values: ['standard', 'gentle'] },
    ],
    mode_transition_hooks: {
      before_transition: [{ from: 'MANUAL', to: 'AUTO', fail_on_error: true, calls: hookCalls }, shortHook],
      after_transition: [{ from: '*', to: 'FAULT', fail_on_error: false, calls: hookCalls }, shortHook],
    },
  },
};

export const richProvenance: object = {
  ...minimalProvenance,
  exported_at: '2026-01-02T03:04:05Z',
  omitted_variants: ['automation', 'telemetry'],
  redaction_policy: { deploy_time_env_var: 'INFLUXDB_TOKEN', telemetry_influxdb_token_removed: true },
  source_project: 'mixing-bench-2',
};

/** Two providers, a behaviour tree, telemetry, automation with parameters and hooks. */
export const rich: PackageDraft = {
  members: {
    [PROFILE]: toYaml(richProfile),
    [PROVENANCE]: toCanonicalText(richProvenance),
    'providers/mixer0.yaml': toYaml({ stirrer: { channel: 1, ramp: 0.5 }, pumps: ['left', 'right'] }),
    'providers/probe_A.yaml': toYaml({}),
    [RUNTIME]: toYaml(richRuntime),
    [TREE]: TREE_XML,
  },
};
