import { produceAnpkgFile } from '../anpkg/produce-to-file.ts';
import type { ExportRequest, ExportResult } from './server-services.ts';

/** Produces the project's package at `out`; a project that cannot be exported gives the findings that say why. */
export async function exportProject({ project, out }: ExportRequest): Promise<ExportResult> {
  const { produced, findings } = await produceAnpkgFile({ project, out });
  return produced ? { produced } : { produced, findings };
}
