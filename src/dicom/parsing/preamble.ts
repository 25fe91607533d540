import { RefusedError } from '../../domain/reasons/refusals';

/** The first bytes of programs: DOS and Windows, ELF, Mach-O in both byte orders and as a bundle, scripts. */
const executableStarts = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x23, 0x21],
];

/**
 * PS3.10 7.1 lets the 128 bytes before the DICOM mark serve a second format; TIFF is the only legitimate one
 * in use. A file that is both a program and a picture has no legitimate use, so every program signature is
 * refused, whether or not the rest of the program is present: the next reader in the chain may check less
 * than we do.
 *
 * @throws RefusedError `unsafe-preamble`
 */
export function refuseExecutable(bytes: Uint8Array): void {
  if (executableStarts.some((start) => start.every((byte, index) => bytes[index] === byte))) {
    throw new RefusedError('unsafe-preamble', { offset: 0 });
  }
}
