export type { FieldDifference } from './compare-fields.ts';
export { comparePackages, type PackageComparison, type PromotionReason } from './compare-packages.ts';
export { type PackageOptions, type PackageOutcome, packageCli } from './package-cli.ts';
export type { NamedPath, PackageRequest } from './package-cli-request.ts';
export { type BinaryFormat, PLATFORMS, type Platform, readBinaryFormat } from './platform-of-binary.ts';
export { commandPreview } from './templates.ts';
export { validateDoctorCliPackage } from './validate.ts';
