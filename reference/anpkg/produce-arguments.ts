import { providerConfigPath } from './package-layout.ts';

/**
 * The arguments of a provider in the package: what follows the first `--config` becomes `providers/<id>.yaml`. Where
 * no `--config` is followed by anything, both are appended. No other argument is touched.
 */
export function rewriteArguments(args: readonly string[], id: string): readonly string[] {
  const path = providerConfigPath(id);
  const option = args.slice(0, -1).indexOf('--config');
  return option < 0 ? [...args, '--config', path] : args.with(option + 1, path);
}
