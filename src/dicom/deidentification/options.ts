import type { Pseudonyms } from '../../domain/kernel/identifiers/pseudonyms';

/** What can differ between two de-identifications. */
export interface DeidentificationOptions {
  /** If absent, UIDs other than the standard's are dropped, and Patient ID gets a meaningless value. */
  readonly pseudonyms?: Pseudonyms;
  /**
   * Moves dates back by a number of days specific to the patient and does not drop them: Retain Longitudinal
   * Temporal Information With Modified Dates Option. It requires pseudonyms, and a patient or study
   * identifier.
   */
  readonly shiftDates: boolean;
  /** Age (90 for all over 89), sex, size, weight and the like: Retain Patient Characteristics Option. */
  readonly keepCharacteristics: boolean;
  /** Whether pixel data and tables are kept. */
  readonly bulkData: boolean;
}
