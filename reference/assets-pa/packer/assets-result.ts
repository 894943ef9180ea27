import { TOOL } from '../../generated/tool.ts';
import type { OperationResult } from './operation-result.ts';
import type { PackerEvent } from './packer-event.ts';

export const ASSETS_RESULT_FORMAT = 'package-contracts-assets-result/1';

/**
 * A result as programs get it, from the command line and over HTTP alike (`contracts/interfaces/v1`, assets-result). It
 * holds no absolute path, and a time only where the events have one.
 */
export function toAssetsResult(result: OperationResult, events?: readonly PackerEvent[]): object {
  const { operation, effect, outcome, applied, changes, findings, truncated, ...parts } = result;
  return {
    format: ASSETS_RESULT_FORMAT,
    tool: TOOL,
    operation,
    effect,
    outcome,
    applied,
    changes,
    findings,
    truncated,
    ...parts,
    ...(events === undefined ? {} : { events }),
  };
}
