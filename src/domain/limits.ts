/** How much one file may cost to read. Every number is a bound on what a hostile file can make us do. */
export interface ReadLimits {
  /** Bytes of the file as it arrived. */
  readonly maxFileBytes: number;
  /** Rows × columns × frames × samples of the decoded picture. */
  readonly maxPixels: number;
  /** Bytes that a deflated data set may inflate to. */
  readonly maxInflatedBytes: number;
  /** Elements, items and fragments of one DICOM file, on all levels together. */
  readonly maxElements: number;
  /** Depth of nested DICOM sequences. */
  readonly maxNesting: number;
}

const mebi = 1024 * 1024;

/** What is allowed unless the settings say otherwise. */
export const defaultReadLimits: ReadLimits = {
  maxFileBytes: 256 * mebi,
  maxPixels: 128 * mebi,
  maxInflatedBytes: 256 * mebi,
  maxElements: 200_000,
  maxNesting: 64,
};
