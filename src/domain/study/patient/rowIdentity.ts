import { z } from 'zod';
import { type InstanceIdentity, instanceIdentitySchema } from '../../image/imageDescription';
import type { DeepReadonly } from '../../kernel/deepReadonly';
import { joinIdentities } from './patient';

const shown = {
  patientName: true,
  patientId: true,
  patientBirthDate: true,
  patientSex: true,
  patientAge: true,
  accessionNumber: true,
  studyDate: true,
  studyTime: true,
  studyDescription: true,
  referringPhysicianName: true,
  ward: true,
} as const;

/** Whom a study of the worklist shows, and what was asked for, as DICOM writes it and as far as known. */
export const rowIdentitySchema = instanceIdentitySchema.pick(shown).extend({ studyId: z.string() });

export type RowIdentity = DeepReadonly<z.infer<typeof rowIdentitySchema>>;

/** @param identities of images of the study, in their order */
export function rowIdentityOf(studyId: string, identities: readonly InstanceIdentity[]): RowIdentity {
  const { identity } = joinIdentities(identities);
  return rowIdentitySchema.parse({ ...identity, studyId });
}
