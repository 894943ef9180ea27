/** The files that every package holds, in the order in which they are looked for (section 2 of the contract). */
export const MACHINE_PROFILE = 'machine-profile.yaml';
export const RUNTIME_CONFIG = 'runtime/anolis-runtime.yaml';
export const PROVENANCE = 'meta/provenance.json';
export const CHECKSUM_LIST = 'meta/checksums.sha256';

export const FIXED_FILES: readonly string[] = [MACHINE_PROFILE, RUNTIME_CONFIG, PROVENANCE, CHECKSUM_LIST];

export const PROVIDERS_FOLDER = 'providers/';
export const RUNTIME_FOLDER = 'runtime/';
export const BEHAVIORS_FOLDER = 'runtime/behaviors/';

/** Where the canonical package keeps a provider's configuration. */
export function providerConfigPath(id: string): string {
  return `${PROVIDERS_FOLDER}${id}.yaml`;
}

/** Syntax of a member, by its name as the published reader takes it: lower-case suffixes only. */
export function documentSyntax(path: string): 'yaml' | 'json' | undefined {
  if (path.endsWith('.yaml') || path.endsWith('.yml')) return 'yaml';
  return path.endsWith('.json') ? 'json' : undefined;
}

/** Whether the path is an entry directly in `providers/` whose name matches the glob `*.y*ml`. */
export function isProviderConfigName(path: string): boolean {
  if (!path.startsWith(PROVIDERS_FOLDER)) return false;
  const name = path.slice(PROVIDERS_FOLDER.length).split('/')[0] ?? '';
  const suffix = name.indexOf('.y');
  return suffix >= 0 && name.endsWith('ml') && name.length >= suffix + '.yml'.length;
}
