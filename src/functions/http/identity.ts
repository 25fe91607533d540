import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { actorOf, type Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import { joinIdentities } from '../../domain/study/patient';
import { createFindPriors } from '../../operations/study/findPriors';
import { createLookUpIdentity } from '../../operations/study/lookUpIdentity';
import { badId, json, noSuchStudy } from './support/problem';
import { route } from './support/route';

/** Whom a study shows. That the caller looked is in the audit log before anything is read. */
async function studyIdentity(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const { store, now } = theApp();
  const { identity, audit } = store;
  const found = await createLookUpIdentity({ identity, audit, now })(id, actorOf(caller), 'review');
  if (found === undefined) return noSuchStudy();
  const { identity: joined, contradicting } = joinIdentities(found);
  const { studyInstanceUid, patientName, patientId, patientBirthDate, accessionNumber } = joined;
  const { studyDate, studyTime, studyDescription, institutionName } = joined;
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
}

/** Earlier studies of the same patient. */
async function priors(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const { store, now } = theApp();
  const { identity, audit, results } = store;
  const found = await createFindPriors({ identity, audit, results, now })(id, actorOf(caller));
  return found === undefined ? noSuchStudy() : json(found);
}

route({
  name: 'identity',
  route: 'api/studies/{id}/identity',
  methods: ['GET'],
  right: 'read-identities',
  handler: studyIdentity,
});
route({
  name: 'priors',
  route: 'api/studies/{id}/priors',
  methods: ['GET'],
  right: 'read-identities',
  handler: priors,
});
