/** A transfer syntax that is known, from PS3.6 table A-1 or from a vendor, but not supported. */
export interface RefusedSyntax {
  readonly uid: string;
  readonly name: string;
}

/**
 * Transfer syntaxes that files may use and that are refused by name. UIDs that are not listed anywhere are
 * refused too.
 */
export const refusedSyntaxes: readonly RefusedSyntax[] = [
  { uid: '1.2.840.10008.1.2.1.98', name: 'Encapsulated Uncompressed Explicit VR Little Endian' },
  { uid: '1.2.840.10008.1.2.4.52', name: 'JPEG Extended (Process 3 and 5) (retired)' },
  { uid: '1.2.840.10008.1.2.4.54', name: 'JPEG Spectral Selection, Arithmetic (Process 7 and 9) (retired)' },
  { uid: '1.2.840.10008.1.2.4.56', name: 'JPEG Full Progression, Arithmetic (Process 11 and 13) (retired)' },
  { uid: '1.2.840.10008.1.2.4.58', name: 'JPEG Lossless, Arithmetic (Process 15) (retired)' },
  { uid: '1.2.840.10008.1.2.4.59', name: 'JPEG Extended, Hierarchical (Process 16 and 18) (retired)' },
  { uid: '1.2.840.10008.1.2.4.60', name: 'JPEG Extended, Hierarchical (Process 17 and 19) (retired)' },
  {
    uid: '1.2.840.10008.1.2.4.61',
    name: 'JPEG Spectral Selection, Hierarchical (Process 20 and 22) (retired)',
  },
  {
    uid: '1.2.840.10008.1.2.4.62',
    name: 'JPEG Spectral Selection, Hierarchical (Process 21 and 23) (retired)',
  },
  {
    uid: '1.2.840.10008.1.2.4.63',
    name: 'JPEG Full Progression, Hierarchical (Process 24 and 26) (retired)',
  },
  {
    uid: '1.2.840.10008.1.2.4.64',
    name: 'JPEG Full Progression, Hierarchical (Process 25 and 27) (retired)',
  },
  { uid: '1.2.840.10008.1.2.4.65', name: 'JPEG Lossless, Hierarchical (Process 28) (retired)' },
  { uid: '1.2.840.10008.1.2.4.66', name: 'JPEG Lossless, Hierarchical (Process 29) (retired)' },
  { uid: '1.2.840.10008.1.2.4.92', name: 'JPEG 2000 Part 2 Multi-component (lossless only)' },
  { uid: '1.2.840.10008.1.2.4.93', name: 'JPEG 2000 Part 2 Multi-component' },
  { uid: '1.2.840.10008.1.2.4.94', name: 'JPIP Referenced' },
  { uid: '1.2.840.10008.1.2.4.95', name: 'JPIP Referenced Deflate' },
  { uid: '1.2.840.10008.1.2.4.110', name: 'JPEG XL Lossless' },
  { uid: '1.2.840.10008.1.2.4.111', name: 'JPEG XL JPEG Recompression' },
  { uid: '1.2.840.10008.1.2.4.112', name: 'JPEG XL' },
  { uid: '1.2.840.10008.1.2.4.204', name: 'JPIP HTJ2K Referenced' },
  { uid: '1.2.840.10008.1.2.4.205', name: 'JPIP HTJ2K Referenced Deflate' },
  { uid: '1.2.840.10008.1.2.6.1', name: 'RFC 2557 MIME Encapsulation (retired)' },
  { uid: '1.2.840.10008.1.2.6.2', name: 'XML Encoding (retired)' },
  { uid: '1.2.840.10008.1.2.7.1', name: 'SMPTE ST 2110-20 Uncompressed Progressive Active Video' },
  { uid: '1.2.840.10008.1.2.7.2', name: 'SMPTE ST 2110-20 Uncompressed Interlaced Active Video' },
  { uid: '1.2.840.10008.1.2.7.3', name: 'SMPTE ST 2110-30 PCM Digital Audio' },
  { uid: '1.2.840.10008.1.2.8.1', name: 'Deflated Image Frame Compression' },
  { uid: '1.2.840.113619.5.2', name: 'GE Private Implicit VR Big Endian' },
  { uid: '1.3.46.670589.33.1.4.1', name: 'Philips private, of CT (ELSCINT1)' },
];
