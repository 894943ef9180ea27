export {
  type ProcessOutcome,
  type ProcessOutputs,
  type ProcessRequest,
  type RunProcess,
  runProcess,
} from '../process/run-process.ts';
export { CHECKSUM_LIST, MACHINE_PROFILE, PROVENANCE, RUNTIME_CONFIG } from './package-layout.ts';
export {
  type ProduceAnpkgOptions,
  type ProducedMember,
  type ProduceOutcome,
  produceAnpkg,
} from './produce-package.ts';
export { type ProduceFileRequest, type ProduceFileResult, produceAnpkgFile } from './produce-to-file.ts';
export type { ProjectFile, ProjectFolder, ProjectScope } from './project-folder.ts';
export { openProjectFolder } from './project-on-disk.ts';
export { type ValidateAnpkgOptions, validateAnpkg } from './validate.ts';
