export { readZip, type ZipReading, type ZipReadOptions } from './read-zip.ts';
export { validateZip } from './validate-zip.ts';
export { checkMemberPaths, writeZip, type ZipInput } from './write-zip.ts';
export { zipChecks } from './zip-checks.ts';
export { ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';
