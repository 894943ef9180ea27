export { CHECKSUM_LIST, MACHINE_PROFILE, PROVENANCE, RUNTIME_CONFIG } from './package-layout.ts';
export { type ProcessOutcome, type ProcessRequest, type RunProcess, runProcess } from './run-process.ts';
export { type ValidateAnpkgOptions, validateAnpkg } from './validate.ts';
