import type { RuleId } from '../../generated/catalogue.ts';
import type { Check } from '../../report/check.ts';
import { cargoWrapper, isCargoWrapper } from '../cargo-commands.ts';
import { isConfinedPath } from '../confined-path.ts';
import { type DoctorModel, placeIn } from '../doctor-model.ts';
import { type StatedPath, statedPaths } from '../stated-paths.ts';
import { commandPreview } from '../templates.ts';

/** Section 4: where paths lead, and how the documents agree. */
export const referenceRules: readonly Check<DoctorModel>[] = [
  {
    rule: 'doctor-cli-package/path-not-confined',
    check(model, report) {
      for (const { document, pointer, path } of statedPaths(model)) {
        if (!isConfinedPath(path)) report(placeIn(document, pointer));
      }
    },
  },
  {
    rule: 'doctor-cli-package/path-target-missing',
    check(model, report) {
      const { folder } = model;
      if (folder === undefined) return;
      for (const { kind, document, pointer, path } of statedPaths(model)) {
        if (kind === 'installed-program' || !isConfinedPath(path) || folder.files.has(path)) continue;
        report(placeIn(document, pointer), { path });
      }
    },
  },
  pathRule('doctor-cli-package/binary-path', 'program'),
  pathRule('doctor-cli-package/template-path', 'template'),
  pathRule('doctor-cli-package/installed-binary-path', 'installed-program'),
  {
    rule: 'doctor-cli-package/default-template-missing',
    check({ manifest, payload }, report) {
      for (const document of [manifest, payload]) {
        if (document === undefined) continue;
        const { default_profile: profile, config_templates: templates } = document.value;
        if (templates.every((template) => template.profile !== profile)) {
          report(placeIn(document, '/default_profile'), { profile });
        }
      }
    },
  },
  {
    rule: 'doctor-cli-package/other-template-missing',
    check({ manifest, payload }, report) {
      for (const document of [manifest, payload]) {
        if (document === undefined) continue;
        const { default_profile: profile, config_templates: templates } = document.value;
        if (templates.every((template) => template.profile === profile)) {
          report(placeIn(document, '/config_templates'), { profile: profile === 'ci' ? 'local' : 'ci' });
        }
      }
    },
  },
  {
    rule: 'doctor-cli-package/template-profile-mismatch',
    check({ folder, manifest }, report) {
      for (const { index, template } of folder?.templates ?? []) {
        const expected = manifest?.value.config_templates[index]?.profile;
        if (template === undefined || expected === undefined || template.value.profile === expected) continue;
        report(placeIn(template, '/profile'), { actual: template.value.profile, expected });
      }
    },
  },
  {
    rule: 'doctor-cli-package/template-binary-mismatch',
    check({ folder, manifest }, report) {
      for (const { template } of folder?.templates ?? []) {
        const expected = manifest?.value.binary_name;
        if (template === undefined || expected === undefined || template.value.binary_name === expected) continue;
        report(placeIn(template, '/binary_name'), { actual: template.value.binary_name, expected });
      }
    },
  },
  {
    rule: 'doctor-cli-package/command-preview-mismatch',
    check({ folder, manifest }, report) {
      for (const { index, template } of folder?.templates ?? []) {
        const stated = manifest?.value.config_templates[index];
        if (template === undefined || manifest === undefined || stated === undefined) continue;
        const expected = commandPreview(template.value);
        if (stated.command_preview === expected) continue;
        report(placeIn(manifest, `/config_templates/${index}/command_preview`), { expected });
      }
    },
  },
  {
    rule: 'doctor-cli-package/cargo-wrapper-mismatch',
    check(model, report) {
      const { manifest } = model;
      if (manifest === undefined) return;
      const wrapper = manifest.value.compatibility.cargo_wrapper;
      const expected = cargoWrapper(model);
      const isRight = expected === undefined ? isCargoWrapper(wrapper) : wrapper === expected;
      if (isRight) return;
      report(placeIn(manifest, '/compatibility/cargo_wrapper'), { expected: expected ?? 'a program and exec --' });
    },
  },
  {
    rule: 'doctor-cli-package/source-binary-mismatch',
    check({ manifest, payload }, report) {
      if (manifest !== undefined) {
        const { source_binary: source, packaged_binary: packaged } = manifest.value;
        if (source.size_bytes !== packaged.size_bytes) {
          report(placeIn(manifest, '/source_binary/size_bytes'), { property: 'size' });
        }
        if (source.sha256 !== packaged.sha256) {
          report(placeIn(manifest, '/source_binary/sha256'), { property: 'SHA-256' });
        }
      }
      if (payload === undefined) return;
      const { source_binary: source, packaged_binary_sha256: packaged } = payload.value;
      if (source.sha256 !== packaged) report(placeIn(payload, '/source_binary/sha256'), { property: 'SHA-256' });
    },
  },
];

function pathRule(rule: RuleId, kind: StatedPath['kind']): Check<DoctorModel> {
  return {
    rule,
    check(model, report) {
      for (const stated of statedPaths(model)) {
        if (stated.kind !== kind || stated.path === stated.expected || !isConfinedPath(stated.path)) continue;
        // Of a file that is missing nothing further is judged.
        if (kind !== 'installed-program' && model.folder?.files.has(stated.path) === false) continue;
        report(placeIn(stated.document, stated.pointer), { expected: stated.expected });
      }
    },
  };
}
