import { openFileSource } from '../archive/byte-source.ts';
import { judge } from '../recognition/judge.ts';
import { REGISTRY } from '../recognition/registry.ts';
import { renderJson } from '../report/render/json.ts';
import { toReport } from '../report/to-report.ts';
import { exportProject } from './export-project.ts';
import { runAssets } from './run-assets.ts';
import type { ServerServices, ValidateRequest } from './server-services.ts';

/** The reference's own rooms behind the server. */
export const REFERENCE_SERVICES: ServerServices = {
  contracts: REGISTRY.map(({ contract }) => contract),
  validate,
  exportProject,
  assets: runAssets,
};

async function validate({ file, name, contract, profile }: ValidateRequest): Promise<string> {
  const source = openFileSource(file);
  try {
    const report = await judge(
      { kind: 'bytes', name, source },
      {
        selection: { profile, without: new Set() },
        observe: false,
        ...(contract === undefined ? {} : { contract }),
      },
    );
    return renderJson(toReport([report]));
  } finally {
    source.close();
  }
}
