import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import type { DoctorModel, ReferredFile } from '../doctor-model.ts';
import { RELEASE_MANIFEST } from '../package-cli-layout.ts';
import { statedPaths } from '../stated-paths.ts';

/** Section 2.2: the folder as the manifest describes it. */
export const fileRules: readonly Check<DoctorModel>[] = [
  {
    rule: 'doctor-cli-package/missing-release-manifest',
    check({ folder }, report) {
      if (folder !== undefined && !folder.files.has(RELEASE_MANIFEST)) report({ member: RELEASE_MANIFEST });
    },
  },
  sizeRule('doctor-cli-package/binary-size-mismatch', programs),
  digestRule('doctor-cli-package/binary-digest-mismatch', programs),
  sizeRule('doctor-cli-package/template-size-mismatch', templates),
  digestRule('doctor-cli-package/template-digest-mismatch', templates),
  {
    rule: 'doctor-cli-package/unlisted-file',
    check(model, report) {
      if (model.folder === undefined || model.manifest === undefined) return;
      const listed = new Set(
        statedPaths(model).flatMap(({ kind, path }) => (kind === 'installed-program' ? [] : path)),
      );
      for (const path of model.folder.files.keys()) {
        if (path !== RELEASE_MANIFEST && !listed.has(path)) report({ member: path });
      }
    },
  },
];

type FilesOf = (model: DoctorModel) => readonly ReferredFile[];

function programs({ folder }: DoctorModel): readonly ReferredFile[] {
  return folder?.program === undefined ? [] : [folder.program];
}

function templates({ folder }: DoctorModel): readonly ReferredFile[] {
  return folder?.templates ?? [];
}

function sizeRule(rule: RuleId, filesOf: FilesOf): Check<DoctorModel> {
  return {
    rule,
    check(model, report) {
      for (const { member, stated } of filesOf(model)) {
        if (member.size === stated.size_bytes) continue;
        report({ member: member.path }, { actual: member.size, expected: stated.size_bytes });
      }
    },
  };
}

function digestRule(rule: RuleId, filesOf: FilesOf): Check<DoctorModel> {
  return {
    rule,
    check(model, report) {
      for (const { member, stated } of filesOf(model)) {
        if (member.sha256 === stated.sha256) continue;
        report({ member: member.path }, { actual: member.sha256 ?? '', expected: stated.sha256 });
      }
    },
  };
}
