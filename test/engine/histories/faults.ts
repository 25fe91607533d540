import type { Steps } from '../../../src/contract/steps';
import { imageIdOf, type SiteKey, studyIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { zipOf } from '../../support/zipOf';
import { type Radiograph, radiograph, studyUid } from './files';

/** Calls of a step that are to fail: see observe.cjs. */
export interface Fault {
  readonly step: keyof Steps;
  readonly contains: readonly string[];
  readonly times: number;
}

/** A file, and a step of its way that fails, twice or for good. */
export interface FaultyFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The fault, once the arrival's id is known. */
  faultOf(arrivalId: string): Fault;
}

const often = { retried: 2, fails: 6 } as const;
let studies = 500;

/** Files whose arrivals fail at each step in turn. */
export async function faultyFiles(siteKey: SiteKey): Promise<FaultyFile[]> {
  const all = await Promise.all(
    (Object.entries(often) as [keyof typeof often, number][]).map(async ([how, times]) => [
      faulty('triageFile', how, times, {}, (arrivalId) => [arrivalId]),
      faulty('askShadow', how, times, { view: 'PA' }, (_, imageId) => [imageId]),
      await faultyExport('unpackExport', how, times),
      await faultyExport('closeExport', how, times),
    ]),
  );
  return all.flat();

  function faulty(
    step: keyof Steps,
    how: string,
    times: number,
    spec: Radiograph,
    contains: (arrivalId: string, imageId: string, studyId: string) => string[],
  ): FaultyFile {
    studies += 1;
    const bytes = radiograph({ ...spec, study: studies });
    const studyId = studyIdOf(siteKey, studyUid(studies));
    const name = `${spec.view === undefined ? '' : 'shadow-'}${step}-${how}.dcm`;
    return {
      name,
      bytes,
      faultOf: (arrivalId) => ({ step, times, contains: contains(arrivalId, imageIdOf(bytes), studyId) }),
    };
  }
}

async function faultyExport(step: keyof Steps, how: string, times: number): Promise<FaultyFile> {
  const bytes = await zipOf({ 'a/1.dcm': radiograph() });
  return {
    name: `${step}-${how}.zip`,
    bytes,
    faultOf: (arrivalId) => ({ step, times, contains: [arrivalId] }),
  };
}
