import fc from 'fast-check';
import type { InstanceIdentity } from '../../../src/domain/image/imageDescription';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { pseudonymOf } from '../../../src/domain/study/patient/patient';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import { mergeIntoStudy, type StudyRecord } from '../../../src/domain/study/studyRecord';
import {
  createCountPriors,
  createFindPriors,
  type FindPriorsDeps,
} from '../../../src/operations/study/findPriors';
import { hexId } from '../../domain/arbitraries';

const policy = policySchema.parse(defaultPolicy);
const key = asSiteKey(Buffer.alloc(32, 7));
const reader = { subject: 'reader', kind: 'reviewer' as const };

interface Admitted {
  readonly name: string;
  readonly receivedAt: string;
  /** One for each image. */
  readonly identities: readonly InstanceIdentity[];
}

/** A site that admitted these studies; `log` names what was recorded and read, in its order. */
function site(admitted: readonly Admitted[]) {
  const log: string[] = [];
  const byId = new Map(admitted.map((one) => [hexId(one.name), one]));
  const patientsOf = ({ identities }: Admitted) => [
    ...new Set(identities.map((one) => pseudonymOf(key, one)).filter((one) => one !== undefined)),
  ];
  const deps: FindPriorsDeps = {
    identity: {
      knownSalt: async (id) => (byId.has(id) ? hexId(`salt ${id}`) : undefined),
      patientsOf: async (id) => {
        log.push(`patients ${id}`);
        return patientsOf(byId.get(id) as Admitted);
      },
      identities: async (id) => {
        log.push(`read ${id}`);
        const one = byId.get(id) as Admitted;
        return new Map(one.identities.map((identity, at) => [imageIdOf(one, at), identity]));
      },
      studiesOfPatient: async (pseudonym) =>
        [...byId].filter(([, one]) => patientsOf(one).includes(pseudonym)).map(([id]) => id),
    },
    audit: {
      record: async (event) => {
        if (event.type === 'identity-access') log.push(`audit ${event.purpose}`);
      },
    },
    results: { study: async (id) => recordOf(id, byId.get(id)) },
    now: () => '2026-06-01T00:00:00.000Z',
  };
  return { deps, log };
}

function imageIdOf({ name }: Admitted, at: number): string {
  return hexId(`image ${name} ${at}`);
}

function recordOf(studyId: string, admitted: Admitted | undefined): StudyRecord | undefined {
  if (!admitted) return undefined;
  const { receivedAt, identities } = admitted;
  const images = identities.map((_, at) => ({
    imageId: imageIdOf(admitted, at),
    instanceNumber: at,
    receivedAt,
    modality: 'DX',
    bodyPart: 'CHEST',
    view: 'PA',
    frames: 1,
    baseline: 'routine' as const,
    analyses: [],
    notes: [],
  }));
  return mergeIntoStudy(undefined, studyId, images, policy, receivedAt);
}

function study(name: string, day: number, ...identities: InstanceIdentity[]): Admitted {
  return { name, receivedAt: new Date(Date.UTC(2026, 4, day)).toISOString(), identities };
}

const one = { patientId: 'SYN-1' };

test('earlier studies of the patient come, the newest first, and later ones do not', async () => {
  const { deps } = site([
    study('oldest', 1, one),
    study('older', 2, { ...one, studyDate: '20260502' }),
    study('this', 3, one),
    study('later', 4, one),
    study('of another', 1, { patientId: 'SYN-2' }),
  ]);
  const priors = await createFindPriors(deps)(hexId('this'), reader);
  expect(priors?.map(({ studyId }) => studyId)).toEqual([hexId('older'), hexId('oldest')]);
  expect(priors?.[0]).toEqual({
    studyId: hexId('older'),
    receivedAt: '2026-05-02T00:00:00.000Z',
    studyDate: '20260502',
    patientId: 'SYN-1',
    modality: 'DX',
    bodyPart: 'CHEST',
    images: [{ imageId: hexId('image older 0'), modality: 'DX', view: 'PA', frames: 1 }],
  });
});

test('each look is recorded before anything of whom a study shows is read', async () => {
  const { deps, log } = site([study('older', 1, one), study('this', 2, one)]);
  await createFindPriors(deps)(hexId('this'), reader);
  expect(log).toEqual([
    'audit review',
    `read ${hexId('this')}`,
    `patients ${hexId('this')}`,
    `patients ${hexId('older')}`,
    'audit review: earlier study of the same patient',
    `read ${hexId('older')}`,
  ]);
});

test('where the record of the look cannot be written, nothing is read', async () => {
  const { deps, log } = site([study('older', 1, one), study('this', 2, one)]);
  const failing = { ...deps, audit: { record: () => Promise.reject(new Error('the storage is away')) } };
  await expect(createFindPriors(failing)(hexId('this'), reader)).rejects.toThrow('away');
  expect(log).toEqual([]);
});

test.each([
  ['whose images name two patients', study('this', 2, one, { patientId: 'SYN-2' })],
  ['whose patient id is a placeholder', study('this', 2, { patientId: 'UNKNOWN' })],
  ['without a patient id', study('this', 2, {})],
])('a study %s has none', async (_which, own) => {
  const { deps } = site([
    own,
    study('a', 1, one),
    study('b', 1, { patientId: 'UNKNOWN' }),
    study('c', 1, {}),
  ]);
  expect(await createFindPriors(deps)(hexId('this'), reader)).toEqual([]);
});

test('a study that is not there has no answer', async () => {
  expect(await createFindPriors(site([]).deps)(hexId('this'), reader)).toBeUndefined();
  expect(await createCountPriors(site([]).deps)(hexId('this'))).toBeUndefined();
});

test('two patients never mix', async () => {
  const identity = fc.record(
    {
      patientId: fc.constantFrom('SYN-1', 'SYN-2', ' SYN-1 ', 'syn-1', '0', '', 'ANON'),
      issuerOfPatientId: fc.constantFrom('', 'HOSPITAL A', 'HOSPITAL B'),
      patientBirthDate: fc.constantFrom('', '19600101', '19700101'),
      studyDate: fc.constantFrom('20250101', '20260101'),
    },
    { requiredKeys: ['patientId'] },
  );
  const admitted = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 28 }), fc.array(identity, { minLength: 1, maxLength: 2 })),
    { minLength: 2, maxLength: 8 },
  );
  const keysOf = ({ identities }: Admitted) =>
    new Set(identities.map((who) => `${who.patientId?.trim()}|${who.issuerOfPatientId ?? ''}`));
  const bornOf = ({ identities }: Admitted) => identities.map((who) => who.patientBirthDate).find(Boolean);
  await fc.assert(
    fc.asyncProperty(admitted, async (list) => {
      const studies = list.map(([day, identities], at) => study(String(at), day, ...identities));
      const { deps } = site(studies);
      for (const own of studies) {
        const priors = (await createFindPriors(deps)(hexId(own.name), reader)) ?? [];
        expect(await createCountPriors(deps)(hexId(own.name))).toBe(priors.length);
        for (const prior of priors) {
          const other = studies.find(({ name }) => hexId(name) === prior.studyId) as Admitted;
          expect([...keysOf(other)].filter((who) => /^(SYN|syn)/.test(who))).toEqual(
            [...keysOf(own)].filter((who) => /^(SYN|syn)/.test(who)),
          );
          expect([...keysOf(own)].some((who) => /^(SYN|syn)/.test(who))).toBe(true);
          if (bornOf(own) && bornOf(other)) expect(bornOf(other)).toBe(bornOf(own));
          expect(other.name).not.toBe(own.name);
        }
      }
    }),
  );
});
