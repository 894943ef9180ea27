export { type BinaryFormat, PLATFORMS, type Platform, readBinaryFormat } from './platform-of-binary.ts';
export { commandPreview } from './templates.ts';
export { validateDoctorCliPackage } from './validate.ts';
