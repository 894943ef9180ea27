import { COMMITS } from '../recipes/distribution/commits.ts';
import { drawCommits } from './draw-commits.ts';
import { renewDistribution } from './renew-distribution.ts';
import { renewJson } from './renew-json.ts';
import { renewPack } from './renew-pack.ts';
import { renewPackage } from './renew-package.ts';
import { type RenewResolution, renewResolution } from './renew-resolution.ts';
import { renewTar } from './renew-tar.ts';
import { renewYaml } from './renew-yaml.ts';
import { renewZip } from './renew-zip.ts';
import type { Renew } from './renewal.ts';

// Names and values that no rule is about; longer ones first, where one holds another.
const ANPKG_WORDS = [
  'mixing-bench-2',
  'Mixing bench',
  'Commissioned in March',
  'bench-dashboard',
  'bench-01',
  'Bench 1',
  'Two pumps',
  'mixer0',
  'probe_A',
  'stirrer',
  'sim0',
];
const DOCTOR_WORDS = [
  'Build a new binary, with cargo through the wrapper',
  'Promote the new package only when smoke and end-to-end checks are deterministic and green',
  'Make room on the disk and run the command again',
  'Run the program with the same arguments and see what it waits for',
  'cannot write packages/doctor',
  'doctor_demo',
  '1.4.0',
];

/** How the vectors of each contract are renewed. */
export const RENEWERS: Readonly<Record<string, Renew>> = {
  'strict-zip@1': renewZip,
  'strict-tar@1': renewTar,
  'strict-json@1': renewJson,
  'strict-yaml@1': renewYaml,
  'anpkg@1': renewPackage(ANPKG_WORDS),
  'doctor-cli-package@1': renewPackage(DOCTOR_WORDS),
  'assets-pa@1': renewPack,
  'distribution@1': renewDistribution,
};

/** How the resolutions of each contract are renewed. */
export const RESOLUTION_RENEWERS: Readonly<Record<string, RenewResolution>> = {
  'distribution@1': renewResolution(drawCommits(COMMITS)),
};
