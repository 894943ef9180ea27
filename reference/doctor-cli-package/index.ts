export type { ConfigTemplate } from '../generated/types/doctor-cli-package-config-template.ts';
export type { PackagePayload } from '../generated/types/doctor-cli-package-package-payload.ts';
export type { FieldDifference } from './compare-fields.ts';
export { comparePackages, type PackageComparison, type PromotionReason } from './compare-packages.ts';
export { type PackageOptions, type PackageOutcome, packageCli } from './package-cli.ts';
export type { NamedPath, PackageRequest } from './package-cli-request.ts';
export { type BinaryFormat, PLATFORMS, type Platform, readBinaryFormat } from './platform-of-binary.ts';
export { commandPreview, type Previewed } from './templates.ts';
export { validateDoctorCliPackage } from './validate.ts';
