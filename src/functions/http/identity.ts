import { actorOf } from '../../access/caller';
import type { App } from '../../app/app';
import { joinIdentities } from '../../domain/study/patient';
import { findPriors } from '../../operations/study/findPriors';
import { lookUpIdentity } from '../../operations/study/lookUpIdentity';
import type { Handler } from './support/handler';
import { json, noSuchStudy } from './support/problem';

/** Whom a study shows. That the caller looked is in the audit log before anything is read. */
export function createIdentity({ store, now }: Pick<App, 'store' | 'now'>): Handler<'identity'> {
  return async ({ params, caller }) => {
    const found = await lookUpIdentity({ ...store, now }, params.id, actorOf(caller), 'review');
    if (found === undefined) return noSuchStudy();
    const { identity, contradicting } = joinIdentities(found);
    const { studyInstanceUid, patientName, patientId, patientBirthDate, accessionNumber } = identity;
    const { studyDate, studyTime, studyDescription, institutionName } = identity;
    return json({
      patientName,
      patientId,
      patientBirthDate,
      accessionNumber,
      studyDate,
      studyTime,
      studyDescription,
      institutionName,
      studyInstanceUid,
      ...(contradicting.length === 0 ? {} : { contradicting }),
    });
  };
}

/** Earlier studies of the same patient. */
export function createPriors({ store, now }: Pick<App, 'store' | 'now'>): Handler<'priors'> {
  return async ({ params, caller }) => {
    const found = await findPriors({ ...store, now }, params.id, actorOf(caller));
    return found === undefined ? noSuchStudy() : json(found);
  };
}
