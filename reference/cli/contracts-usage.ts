import { REGISTRY } from '../recognition/registry.ts';

/** The names that `--contract` takes, for help texts. */
export function contractsUsage(): string {
  return REGISTRY.map(({ contract }) => contract).join(', ');
}
