import { toJsonText } from '../../report/json-text.ts';
import type { Failure } from '../command.ts';
import { EXIT } from '../exit-code.ts';

// A failure that is no rule's: what the caller can do about it.
const REMEDIATIONS: Readonly<Record<string, string>> = {
  usage: 'Read package-contracts doctor --help, and give the arguments that the command takes.',
  io: 'Check that the files can be read, that the folder can be written and that the disk has room, and run it again.',
  internal: 'Report this as a defect, with what PACKAGE_CONTRACTS_DEBUG=1 shows.',
};

/** The `doctor-cli-error-v1` of a failure that no rule names. */
export function toFailureText({ code, message, remediation }: Failure): string {
  const kind = code === EXIT.usage ? 'usage' : message.startsWith('internal error') ? 'internal' : 'io';
  const error = {
    schema_version: 'doctor-cli-error-v1',
    code: kind,
    message,
    remediation: remediation ?? REMEDIATIONS[kind],
  };
  return toJsonText(error);
}
