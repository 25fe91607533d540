/** Which arrival brought an image of a study, and the patient whom the image names, if it names one. */
export interface NamedIdentity {
  readonly studyId: string;
  readonly imageId: string;
  readonly arrivalId: string;
  /** See `pseudonymOf`. */
  readonly pseudonym?: string | undefined;
}

const unnamed = 'unnamed';
const id = '[0-9a-f]{64}';
const pattern = new RegExp(
  `^(?<studyId>${id})/(?<imageId>${id})/(?<arrivalId>${id})/(?<patient>${id}|${unnamed})\\.json$`,
);

/** The name under which an identity is stored, in the container `identity`. */
export function identityName({ studyId, imageId, arrivalId, pseudonym = unnamed }: NamedIdentity): string {
  return `${studyId}/${imageId}/${arrivalId}/${pseudonym}.json`;
}

/** The inverse; undefined if an identity is not stored under such a name. */
export function identityNamed(name: string): NamedIdentity | undefined {
  const found = pattern.exec(name)?.groups;
  if (found === undefined) return undefined;
  const { studyId = '', imageId = '', arrivalId = '', patient } = found;
  return { studyId, imageId, arrivalId, ...(patient === unnamed ? {} : { pseudonym: patient }) };
}
