import type { Check } from '../../report/check.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';
import { type DoctorModel, placeIn, templatesOf } from '../doctor-model.ts';
import { isPackageVersion } from '../package-version.ts';
import { PROFILE_SETTINGS } from '../templates.ts';

const UPGRADE_STEPS = ['build', 'repackage', 'promote'] as const;
const SETTINGS = ['output_format', 'color', 'strict_mode'] as const;

/** Section 3: what a schema cannot say of one document. */
export const documentRules: readonly Check<DoctorModel>[] = [
  {
    rule: 'doctor-cli-package/invalid-version',
    check({ manifest, payload }, report) {
      for (const document of [manifest, payload]) {
        if (document === undefined || isPackageVersion(document.value.package_version)) continue;
        report(placeIn(document, '/package_version'));
      }
    },
  },
  {
    rule: 'doctor-cli-package/template-order',
    check({ manifest, payload }, report) {
      for (const document of [manifest, payload]) {
        const profiles = document?.value.config_templates.map(({ profile }) => profile) ?? [];
        for (const { index, value, previous } of unsorted(profiles)) {
          if (document === undefined) continue;
          report(placeIn(document, `/config_templates/${index}/profile`), { profile: value, previous });
        }
      }
    },
  },
  {
    rule: 'doctor-cli-package/platform-order',
    check({ manifest }, report) {
      if (manifest === undefined) return;
      for (const { index, value, previous } of unsorted(manifest.value.supported_platforms)) {
        report(placeIn(manifest, `/supported_platforms/${index}`), { platform: value, previous });
      }
    },
  },
  {
    rule: 'doctor-cli-package/upgrade-path-order',
    check({ manifest }, report) {
      if (manifest === undefined) return;
      for (const [index, { step }] of manifest.value.upgrade_path.entries()) {
        const expected = UPGRADE_STEPS[index];
        if (expected === undefined || step === expected) continue;
        report(placeIn(manifest, `/upgrade_path/${index}/step`), { step, expected });
        return;
      }
    },
  },
  {
    rule: 'doctor-cli-package/profile-settings',
    check(model, report) {
      for (const template of templatesOf(model)) {
        const { profile } = template.value;
        for (const setting of SETTINGS) {
          if (template.value[setting] === PROFILE_SETTINGS[profile][setting]) continue;
          report(placeIn(template, `/${setting}`), { setting, profile });
        }
      }
    },
  },
];

/** The texts that do not stand behind the one before them. */
function unsorted(texts: readonly string[]): readonly { index: number; value: string; previous: string }[] {
  return texts.flatMap((value, index) => {
    const previous = texts[index - 1];
    return previous === undefined || compareCodePoints(previous, value) < 0 ? [] : [{ index, value, previous }];
  });
}
