/** A coded concept, PS3.3 8: who defines the code, the code, and what it means in words. */
export interface Code {
  /** Coding Scheme Designator, at most 16 characters. */
  readonly scheme: string;
  readonly value: string;
  /** At most 64 characters. */
  readonly meaning: string;
}

/** Our own codes, for what no scheme has a code for, PS3.16 8.2. */
export const ownScheme = '99IMGTRIAGE';
