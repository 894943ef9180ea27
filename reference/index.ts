export {
  type ProduceFileRequest,
  type ProduceFileResult,
  produceAnpkgFile,
} from './anpkg/produce-to-file.ts';
export { type ValidateAnpkgOptions, validateAnpkg } from './anpkg/validate.ts';
export type { Artifact } from './archive/artifact.ts';
export { type ByteSource, bufferSource, type FileSource, openFileSource } from './archive/byte-source.ts';
export {
  type ExtractedContainer,
  type ExtractRequest,
  extractMembers,
  type OpenContainer,
} from './archive/extract.ts';
export { validateTar } from './archive/tar/index.ts';
export { validateZip } from './archive/zip/index.ts';
export { validateAssetsPa } from './assets-pa/validate.ts';
export { validateDistribution } from './distribution/gate/validate.ts';
export { validateDoctorCliPackage } from './doctor-cli-package/validate.ts';
export { validateJson } from './document/json/index.ts';
export { validateYaml } from './document/yaml/index.ts';
export { type CatalogueEntry, catalogue, type RuleId } from './generated/catalogue.ts';
export { LIMITS, type Limit, type LimitId } from './generated/limits.ts';
export type { ContentGlance } from './recognition/content-glance.ts';
export { type Judged, type JudgeOptions, judge, judgeArtifact } from './recognition/judge.ts';
export { type Recognition, recognise } from './recognition/recognise.ts';
export type { ContractValidateOptions, RegisteredContract } from './recognition/registry.ts';
export { ContractsError, type ContractsErrorCode } from './report/contracts-error.ts';
export type { Details, DetailValue, Finding, Location } from './report/finding.ts';
export type { Judgement } from './report/judgement.ts';
export type { Masker } from './report/masker.ts';
export type { Observation, ObservedMember, ObservedReference } from './report/observation.ts';
export { renderGithub } from './report/render/github.ts';
export { renderJson } from './report/render/json.ts';
export { renderJunit } from './report/render/junit.ts';
export { renderSarif } from './report/render/sarif.ts';
export type { ArtifactReport, Report, ReportFinding, Severity } from './report/report.ts';
export { CORE, HARDENED, type Profile, type RuleSelection } from './report/rule-selection.ts';
export { toReport } from './report/to-report.ts';
export type { ValidateOptions } from './report/validate-options.ts';
