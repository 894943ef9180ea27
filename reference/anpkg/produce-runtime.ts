import { isJsonObject, type JsonObject, type JsonValue } from '../document/parsed-document.ts';
import { rewriteArguments } from './produce-arguments.ts';
import { withMember, withoutMember } from './produce-mapping.ts';
import { type Redaction, redactTelemetry } from './produce-redaction.ts';
import type { ProjectProvider } from './project-providers.ts';

/** The runtime configuration of the package: arguments and behavior tree name what is carried, tokens are gone. */
export function rewriteRuntime(
  runtime: JsonObject,
  providers: readonly ProjectProvider[],
  behavior: string | undefined,
): Redaction {
  const items: JsonValue = providers.map(({ id, item, args }) => withMember(item, 'args', rewriteArguments(args, id)));
  const withProviders = withMember(runtime, 'providers', items);
  return redactTelemetry(behavior === undefined ? withProviders : carryBehavior(withProviders, behavior));
}

function carryBehavior(runtime: JsonObject, behavior: string): JsonObject {
  const { automation } = runtime;
  if (!isJsonObject(automation)) return runtime;
  const carried = withMember(automation, 'behavior_tree', behavior);
  return withMember(runtime, 'automation', withoutMember(carried, 'behavior_tree_path'));
}
