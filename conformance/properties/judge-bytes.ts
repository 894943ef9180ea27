import { validateAnpkg } from '../../reference/anpkg/index.ts';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { validateZip } from '../../reference/archive/zip/index.ts';
import { validateDoctorCliPackage } from '../../reference/doctor-cli-package/index.ts';
import { validateJson } from '../../reference/document/json/index.ts';
import { validateYaml } from '../../reference/document/yaml/index.ts';
import type { Judgement } from '../../reference/report/judgement.ts';
import { CORE, HARDENED, type RuleSelection } from '../../reference/report/rule-selection.ts';
import type { ValidateOptions } from '../../reference/report/validate-options.ts';

type JudgeBytes = (bytes: Uint8Array, options: ValidateOptions) => Judgement | Promise<Judgement>;

/** Every validator over bytes, by contract. */
export const VALIDATORS: Readonly<
  Record<'anpkg' | 'doctor-cli-package' | 'strict-zip' | 'strict-json' | 'strict-yaml', JudgeBytes>
> = {
  anpkg: (bytes, options) => validateAnpkg({ kind: 'bytes', name: 'input', source: bufferSource(bytes) }, options),
  'doctor-cli-package': (bytes, options) =>
    validateDoctorCliPackage({ kind: 'bytes', name: 'input', source: bufferSource(bytes) }, options),
  'strict-zip': (bytes, options) => validateZip(bufferSource(bytes), options),
  'strict-json': (bytes, options) => validateJson(bufferSource(bytes), options),
  'strict-yaml': (bytes, options) => validateYaml(bufferSource(bytes), options),
};

export const SELECTIONS: readonly RuleSelection[] = [HARDENED, CORE];
