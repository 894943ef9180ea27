import type { FindingCollector } from '../../report/finding-collector.ts';
import { prepareChecks } from '../prepared-checks.ts';
import { tarChecks } from './tar-checks.ts';

/** The checks of a tar that are in force, stage by stage; all but those of the canonical form, which are counted. */
export type JudgedStages = {
  readonly [Stage in Exclude<keyof typeof tarChecks, 'memberForm'>]: (
    subject: SubjectOf<(typeof tarChecks)[Stage]>,
  ) => void;
};

type SubjectOf<Checks> = Checks extends readonly { readonly check: (subject: infer Subject, report: never) => void }[]
  ? Subject
  : never;

/** Binds the checks to the collector. */
export function prepareStages(collector: FindingCollector): JudgedStages {
  return {
    header: prepareChecks(tarChecks.header, collector),
    extensionStart: prepareChecks(tarChecks.extensionStart, collector),
    extension: prepareChecks(tarChecks.extension, collector),
    assembly: prepareChecks(tarChecks.assembly, collector),
    count: prepareChecks(tarChecks.count, collector),
    type: prepareChecks(tarChecks.type, collector),
    name: prepareChecks(tarChecks.name, collector),
    slash: prepareChecks(tarChecks.slash, collector),
    collision: prepareChecks(tarChecks.collision, collector),
    end: prepareChecks(tarChecks.end, collector),
  };
}
