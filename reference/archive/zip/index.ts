export { FindingCollector } from '../../report/finding-collector.ts';
export type { ChunkSink, MemberTap, PackageMember } from '../package-members.ts';
export { readZip, type ZipReading, type ZipReadOptions } from './read-zip.ts';
export { validateZip } from './validate-zip.ts';
export { checkMemberPaths, writeZip, type ZipInput } from './write-zip.ts';
export { ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';
