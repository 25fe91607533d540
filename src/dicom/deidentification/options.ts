import type { Pseudonyms } from '../../domain/kernel/pseudonyms';

/** What differs from one de-identification to the next. */
export interface DeidentificationOptions {
  /** Where they are absent, UIDs that are not the standard's are left out, and Patient ID says nothing. */
  readonly pseudonyms?: Pseudonyms;
  /**
   * Dates are moved back by a number of days of the patient's own, instead of dropped: Retain Longitudinal Temporal
   * Information With Modified Dates Option. It takes pseudonyms, and a patient or a study that is named.
   */
  readonly shiftDates: boolean;
  /** Age (90 for all over 89), sex, size, weight and the like: Retain Patient Characteristics Option. */
  readonly keepCharacteristics: boolean;
  /** Whether pixel data and tables stay. */
  readonly bulkData: boolean;
}
