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

/** How much one export may hold. It is never loaded as a whole; what one of its files may cost is in `ReadLimits`. */
export interface ExportLimits {
  /** Bytes of the archive as it arrived. */
  readonly maxExportBytes: number;
  /** Entries of its directory, folders and all. */
  readonly maxMembers: number;
  /** Bytes of its directory: names, remarks and other fields of all entries. */
  readonly maxDirectoryBytes: number;
  /** Bytes of all its files together, unpacked, as the directory states them. */
  readonly maxUnpackedBytes: number;
  /** How many times its own size it may unpack to, where that is more than `freeUnpackedBytes`. */
  readonly maxRatio: number;
  readonly freeUnpackedBytes: number;
  /** Bytes of a DICOMDIR. */
  readonly maxIndexBytes: number;
  /** Elements and items of one: a record of an image has about twenty. */
  readonly maxIndexElements: number;
  /** DICOMDIRs, for an export of several discs. */
  readonly maxIndexes: number;
}

/** A DVD with the images of 10 000 slices is well inside. Images shrink to a third or so; blank ones much more. */
export const defaultExportLimits: ExportLimits = {
  maxExportBytes: 5 * 1024 * mebi,
  maxMembers: 10_000,
  maxDirectoryBytes: 8 * mebi,
  maxUnpackedBytes: 32 * 1024 * mebi,
  maxRatio: 100,
  freeUnpackedBytes: 256 * mebi,
  maxIndexBytes: 32 * mebi,
  maxIndexElements: 1_000_000,
  maxIndexes: 32,
};
