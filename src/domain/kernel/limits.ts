/** How much reading one file may cost. Every number bounds what a hostile file can make the app do. */
export interface ReadLimits {
  /** Bytes of the file as received. */
  readonly maxFileBytes: number;
  /** Rows × columns × samples of one frame. */
  readonly maxPixels: number;
  /** Decoded bytes of all frames that are held at the same time. */
  readonly maxDecodedBytes: number;
  /**
   * Rows × columns × samples of all frames of a compressed image that are decoded when it is read. Of one with
   * more only the first frame is: decoding hundreds takes longer than a file may.
   */
  readonly maxDecodedSamples: number;
  /** Bytes that a deflated data set may inflate to. */
  readonly maxInflatedBytes: number;
  /** Elements, items and fragments of one DICOM file, summed over all levels. */
  readonly maxElements: number;
  /** Depth of nested DICOM sequences. */
  readonly maxNesting: number;
}

const mebi = 1024 * 1024;

/** The defaults; settings can override them. */
export const defaultReadLimits: ReadLimits = {
  maxFileBytes: 512 * mebi,
  maxPixels: 128 * mebi,
  maxDecodedBytes: 512 * mebi,
  maxDecodedSamples: 32 * mebi,
  maxInflatedBytes: 256 * mebi,
  maxElements: 200_000,
  maxNesting: 64,
};

/** How much one export may hold. An export is never loaded whole; `ReadLimits` bounds each of its files. */
export interface ExportLimits {
  /** Bytes of the archive as received. */
  readonly maxExportBytes: number;
  /** Entries in its directory, including folders. */
  readonly maxMembers: number;
  /** Bytes of its directory: names, comments and other fields of all entries. */
  readonly maxDirectoryBytes: number;
  /** Unpacked bytes of all its files together, as stated in the directory. */
  readonly maxUnpackedBytes: number;
  /**
   * Maximum ratio of unpacked to packed size, enforced once the unpacked size exceeds `freeUnpackedBytes`.
   */
  readonly maxRatio: number;
  readonly freeUnpackedBytes: number;
  /** Bytes of a DICOMDIR. */
  readonly maxIndexBytes: number;
  /** Elements and items of one DICOMDIR: an image record has about twenty. */
  readonly maxIndexElements: number;
  /** DICOMDIRs, for an export of several discs. */
  readonly maxIndexes: number;
}

/** A DVD with 10 000 slices fits comfortably. Images compress to about a third; blank ones much further. */
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
