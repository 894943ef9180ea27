import type { JsonObject } from '../document/parsed-document.ts';
import { providerConfigPath, RUNTIME_CONFIG } from './package-layout.ts';
import { toMapping, withMember, withoutMember } from './produce-mapping.ts';

export interface CarriedParts {
  /** Provider ids in the order of the runtime configuration. */
  readonly providers: readonly string[];
  /** Path of the behavior tree in the package, where one is carried. */
  readonly behavior: string | undefined;
}

/** The machine profile of the package: `runtime_profiles`, `providers` and `behaviors` name what is carried. */
export function rewriteProfile(profile: JsonObject, { providers, behavior }: CarriedParts): JsonObject {
  const configs = toMapping(providers.map((id) => [id, toMapping([['config', providerConfigPath(id)]])]));
  const withConfigs = withMember(profile, 'providers', configs);
  const reduced = withMember(withConfigs, 'runtime_profiles', toMapping([['manual', RUNTIME_CONFIG]]));
  return behavior === undefined ? withoutMember(reduced, 'behaviors') : withMember(reduced, 'behaviors', [behavior]);
}
