import { bufferSource } from '../archive/byte-source.ts';
import type { RuleId } from '../generated/catalogue.ts';
import type { Judgement } from '../report/judgement.ts';
import { HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { inPackage, type PackageEdit } from './sample-package.test-fixture.ts';
import { validateDoctorCliPackage } from './validate.ts';

/** What is said of the sample package with an edit. */
export async function judge(edit: PackageEdit, selection: RuleSelection = HARDENED): Promise<Judgement> {
  return inPackage(edit, (path) =>
    validateDoctorCliPackage({ kind: 'folder', name: 'x', path }, { selection, observe: true }),
  );
}

/** What is said of a document that is judged alone. */
export async function judgeText(text: string, selection: RuleSelection = HARDENED): Promise<Judgement> {
  const source = bufferSource(Buffer.from(text));
  return validateDoctorCliPackage({ kind: 'bytes', name: 'x.json', source }, { selection, observe: true });
}

/** The rules that are broken, each once, in report order. */
export function rulesOf({ findings }: Judgement): RuleId[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

/** All rules but one. */
export function without(rule: RuleId): RuleSelection {
  return { profile: 'hardened', without: new Set([rule]) };
}
