import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import { joinIdentities } from '../../../domain/study/patient/patient';
import { createCountPriors, createFindPriors } from '../../../operations/study/findPriors';
import { createLookUpIdentity } from '../../../operations/study/lookUpIdentity';
import type { Handler } from '../support/handler';
import { json, noSuchStudy } from '../support/problem';

type IdentityDeps = Pick<App, 'store' | 'watchReading' | 'now'>;

/** The patient of a study. The lookup is in the audit log before anything is read. */
export function createIdentity({ store, watchReading, now }: IdentityDeps): Handler<'identity'> {
  const { identity, audit, results } = store;
  const lookUpIdentity = createLookUpIdentity({ identity, audit, results, now });
  return async ({ params, caller }) => {
    const found = await lookUpIdentity(params.id, actorOf(caller), 'review');
    if (found === undefined) return noSuchStudy();
    await watchReading('identities', params.id, actorOf(caller));
    const { identity: joined, contradicting } = joinIdentities(found);
    const { studyInstanceUid, patientName, patientId, patientBirthDate, accessionNumber } = joined;
    const { studyDate, studyTime, studyDescription, institutionName, patientSex, patientAge } = joined;
    const { referringPhysicianName, ward, reasonForRequest, patientHistory } = joined;
    return json({
      patientName,
      patientId,
      patientBirthDate,
      patientSex,
      patientAge,
      accessionNumber,
      studyDate,
      studyTime,
      studyDescription,
      institutionName,
      referringPhysicianName,
      ward,
      reasonForRequest,
      patientHistory,
      studyInstanceUid,
      ...(contradicting.length === 0 ? {} : { contradicting }),
    });
  };
}

/** Earlier studies of the same patient. */
export function createPriors({ store, watchReading, now }: IdentityDeps): Handler<'priors'> {
  const { identity, audit, results } = store;
  const findPriors = createFindPriors({ identity, audit, results, now });
  return async ({ params, caller }) => {
    const found = await findPriors(params.id, actorOf(caller));
    if (found === undefined) return noSuchStudy();
    await watchReading('identities', params.id, actorOf(caller));
    return json(found);
  };
}

/** How many there are, without looking at them. */
export function createPriorCount({ store }: Pick<App, 'store'>): Handler<'priorCount'> {
  const countPriors = createCountPriors(store);
  return async ({ params }) => {
    const earlier = await countPriors(params.id);
    return earlier === undefined ? noSuchStudy() : json({ earlier });
  };
}
