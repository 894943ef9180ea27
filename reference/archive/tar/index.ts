export { FindingCollector } from '../../report/finding-collector.ts';
export type { EnvelopeKind } from '../envelope.ts';
export { ENVELOPE_LIMITS, type EnvelopeLimits } from '../envelope-limits.ts';
export { type ContentWriter, gzipWriter } from '../gzip/write-gzip.ts';
export type { ChunkSink, MemberTap, PackageMember } from '../package-members.ts';
export { readTar, type TarReading, type TarReadOptions } from './read-tar.ts';
export { TAR_LIMITS, type TarLimits } from './tar-limits.ts';
export { validateTar } from './validate-tar.ts';
export { type TarInput, type TarWriteOptions, tarSize, writeTar } from './write-tar.ts';
