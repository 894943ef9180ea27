import type { FieldDifference } from '../../doctor-cli-package/compare-fields.ts';
import {
  comparePackages,
  type PackageComparison,
  type PromotionReason,
} from '../../doctor-cli-package/compare-packages.ts';
import { toDoctorError } from '../../doctor-cli-package/package-cli-failure.ts';
import { TOOL } from '../../generated/tool.ts';
import type { DoctorComparison } from '../../generated/types/interfaces-doctor-comparison.ts';
import { toJsonText } from '../../report/json-text.ts';
import { maskCredentials } from '../../report/mask-credentials.ts';
import { toVisible } from '../../report/visible-text.ts';
import type { Invocation } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import type { Target } from '../input/find-targets.ts';
import { oneTarget } from '../input/one-target.ts';
import { usageError } from '../usage-error.ts';
import { readFormat } from './doctor-format.ts';
import { tellRefusal } from './doctor-refusal.ts';

/** `doctor compare`: whether the newer of two packages may be promoted, and how they differ. */
export async function runDoctorCompare({ arguments: given, options, edge }: Invocation): Promise<number> {
  const format = readFormat(options);
  if (typeof format === 'object') return tellRefusal(format, false, edge);
  const [older, newer] = [folderOf(given[0], edge.cwd), folderOf(given[1], edge.cwd)];
  const comparison = await comparePackages(older.path, newer.path);
  const names = { old: older.name, new: newer.name };
  const text = format === 'json' ? toJson(comparison, names) : toText(comparison, names);
  edge.stdout.write(maskCredentials(text));
  return comparison.promotable ? EXIT.holds : EXIT.findings;
}

interface Names {
  readonly old: string;
  readonly new: string;
}

function folderOf(given: string | undefined, cwd: string): Target {
  const target = oneTarget(given ?? '', cwd);
  if (target.kind !== 'folder') throw usageError(`a package is a folder: ${given}`);
  return target;
}

function toJson({ promotable, reasons, differences }: PackageComparison, names: Names): string {
  const document: DoctorComparison = {
    format: 'package-contracts-doctor-comparison/1',
    tool: TOOL,
    ...names,
    promotable,
    reasons: reasons.map(toReason),
    differences: [...differences],
  };
  return toJsonText(document);
}

function toReason({ package: which, finding }: PromotionReason): DoctorComparison['reasons'][number] {
  const { message, remediation, details } = toDoctorError(finding);
  return {
    ...(which === undefined ? {} : { package: which }),
    rule: finding.rule,
    at: finding.at,
    message,
    remediation,
    ...(details === undefined ? {} : { details }),
  };
}

function toText({ promotable, reasons, differences }: PackageComparison, names: Names): string {
  const lines = [
    promotable
      ? `${toVisible(names.new)} may be promoted over ${toVisible(names.old)}`
      : `${toVisible(names.new)} may NOT be promoted over ${toVisible(names.old)}`,
    ...reasons.flatMap(({ package: which, finding }) => {
      const { message, remediation } = toDoctorError(finding);
      const place = [which === undefined ? '' : `the ${which} package`, finding.at.member ?? ''].filter(
        (part) => part !== '',
      );
      const where = place.length === 0 ? '' : `${toVisible(place.join(', '))}: `;
      return [`  ${finding.rule}: ${where}${toVisible(message)}`, `    remedy: ${toVisible(remediation)}`];
    }),
    differences.length === 0 ? '  no field differs' : `  fields that differ: ${differences.length}`,
    ...differences.map((difference) => `    ${toVisible(toLine(difference))}`),
  ];
  return `${lines.join('\n')}\n`;
}

function toLine(difference: FieldDifference): string {
  return `${difference.pointer}: ${toValue(difference.old)} became ${toValue(difference.new)}`;
}

function toValue(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
