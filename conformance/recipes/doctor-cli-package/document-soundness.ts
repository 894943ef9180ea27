import { compareCodePoints } from '../code-point-order.ts';
import { isObject, listOf } from '../schema-breaches.ts';

/**
 * Whether a document that is valid against its schema also keeps the rules that need nothing but the document. The
 * suite's own reading of the text: it chooses which instances near a constraint may stand as accepted vectors.
 */
export function isSound(instance: unknown): boolean {
  if (!isObject(instance)) return false;
  const { schema_version: version } = instance;
  if (version === 'doctor-cli-package-config-v1') return hasSettingsOfProfile(instance);
  if (version === 'doctor-cli-release-manifest-v1') return isSoundManifest(instance);
  if (version === 'doctor-cli-package-v1') return isSoundPayload(instance);
  return true;
}

type Members = Readonly<Record<string, unknown>>;

function hasSettingsOfProfile({ profile, output_format, color, strict_mode }: Members): boolean {
  const settings = profile === 'ci' ? ['json', 'never', true] : ['text', 'auto', false];
  return [output_format, color, strict_mode].every((setting, index) => setting === settings[index]);
}

function isSoundManifest(manifest: Members): boolean {
  const { source_binary: source, packaged_binary: packaged } = manifest;
  if (!isObject(source) || !isObject(packaged)) return false;
  const platforms = listOf(manifest.supported_platforms).map(String);
  const steps = listOf(manifest.upgrade_path).map((step) => (isObject(step) ? step.step : undefined));
  const commands = listOf(manifest.upgrade_path).map((step) => (isObject(step) ? step.command : undefined));
  const wrapper = isObject(manifest.compatibility) ? String(manifest.compatibility.cargo_wrapper) : '';
  return (
    hasSoundTemplates(manifest, packaged.path) &&
    source.sha256 === packaged.sha256 &&
    source.size_bytes === packaged.size_bytes &&
    platforms.every(
      (platform, index) => index === 0 || compareCodePoints(String(platforms[index - 1]), platform) < 0,
    ) &&
    steps.join() === 'build,repackage,promote' &&
    /^\S+ exec --$/.test(wrapper) &&
    commands.every((command) => !runsCargo(command) || String(command).startsWith(`${wrapper} `))
  );
}

function isSoundPayload(payload: Members): boolean {
  const source = payload.source_binary;
  const templates = listOf(payload.config_templates).length;
  const events = listOf(payload.structured_logs).map((log) => (isObject(log) ? log.event : undefined));
  const expected = [
    'package-started',
    ...Array.from({ length: templates }, () => 'template-materialized'),
    ...(payload.install_smoke === undefined ? [] : ['install-smoke-passed']),
    'manifest-written',
    'package-completed',
  ];
  return (
    hasSoundTemplates(payload, payload.packaged_binary) &&
    isObject(source) &&
    source.sha256 === payload.packaged_binary_sha256 &&
    events.join() === expected.join() &&
    listOf(payload.structured_logs).every((log, index) => isObject(log) && log.sequence === index + 1) &&
    listOf(payload.rerun_commands).every((command) => !runsCargo(command) || /^\S+ exec -- /.test(String(command)))
  );
}

/** What payload and manifest have in common. */
function hasSoundTemplates(document: Members, binaryPath: unknown): boolean {
  const { binary_name: name, install_smoke: smoke, config_templates: templates } = document;
  const [first, second, ...others] = listOf(templates);
  return (
    /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(String(document.package_version)) &&
    binaryPath === `bin/${name}` &&
    (!isObject(smoke) || smoke.installed_binary === `install-smoke/bin/${name}`) &&
    others.length === 0 &&
    [first, second].every((template, index) => {
      const profile = index === 0 ? 'ci' : 'local';
      return isObject(template) && template.profile === profile && template.path === `config/${name}.${profile}.json`;
    })
  );
}

function runsCargo(command: unknown): boolean {
  return / (?:\S*\/)?cargo(?: |$)/.test(` ${command}`);
}
