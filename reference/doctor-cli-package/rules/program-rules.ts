import type { Check } from '../../report/check.ts';
import { cargoWrapper, isCargoWrapper, runsCargo } from '../cargo-commands.ts';
import { type DoctorModel, placeIn } from '../doctor-model.ts';

/** Section 5: the program, the platforms that are claimed for it, and the commands. */
export const programRules: readonly Check<DoctorModel>[] = [
  {
    rule: 'doctor-cli-package/not-executable',
    check({ folder }, report) {
      if (folder?.program?.isExecutable === false) report({ member: folder.program.member.path });
    },
  },
  {
    rule: 'doctor-cli-package/unknown-binary-format',
    check({ folder }, report) {
      if (folder?.program?.binary.isKnown !== false) return;
      report({ member: folder.program.member.path }, { format: folder.program.binary.format });
    },
  },
  {
    rule: 'doctor-cli-package/platform-mismatch',
    check({ folder, manifest }, report) {
      const binary = folder?.program?.binary;
      if (binary === undefined || manifest === undefined || !binary.isKnown) return;
      for (const [index, platform] of manifest.value.supported_platforms.entries()) {
        if (binary.platforms.includes(platform)) continue;
        report(placeIn(manifest, `/supported_platforms/${index}`), { format: binary.format, platform });
      }
    },
  },
  {
    rule: 'doctor-cli-package/unrouted-cargo-command',
    check(model, report) {
      const { manifest, payload } = model;
      if (manifest !== undefined) {
        const expected = cargoWrapper(model) ?? manifest.value.compatibility.cargo_wrapper;
        for (const [index, { command }] of manifest.value.upgrade_path.entries()) {
          if (command === undefined || !runsCargo(command) || command.startsWith(`${expected} `)) continue;
          report(placeIn(manifest, `/upgrade_path/${index}/command`), { expected });
        }
      }
      for (const [index, command] of payload?.value.rerun_commands.entries() ?? []) {
        const isRouted = isCargoWrapper(command.split(' ').slice(0, 3).join(' '));
        if (payload === undefined || !runsCargo(command) || isRouted) continue;
        report(placeIn(payload, `/rerun_commands/${index}`), { expected: 'a program and exec --' });
      }
    },
  },
];
