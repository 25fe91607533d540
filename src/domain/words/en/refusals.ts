import type { Vocabulary } from '../vocabulary';
import { bracketed } from './bracketed';
import { readFormats } from './states';

const exportAgain = 'Export it again; the transfer was probably cut off.';
const damaged = 'Export it again; the file is damaged.';
const hostile = 'Check the sending system; the file is damaged or malicious.';
const validate = 'Check the sending system with a DICOM validator.';

export const refusedWhere: Vocabulary['refusedWhere'] = (meaning, { tag, value, offset }) =>
  bracketed(
    meaning,
    tag,
    value === undefined ? undefined : `value ${value}`,
    offset === undefined ? undefined : `offset ${offset}`,
  );

export const transferSyntax: Vocabulary['transferSyntax'] = (name) => `The transfer syntax is ${name}.`;

/** Why a file was refused, and what to do about it. */
export const refusals: Vocabulary['refusals'] = {
  'empty-file': { meaning: 'The file is empty.', remedy: exportAgain },
  'not-an-image': {
    meaning: 'The content is neither DICOM nor a supported picture format.',
    remedy: `Send ${readFormats}.`,
  },
  'archive-not-read': {
    meaning: 'The file is an archive of a kind that is not read.',
    remedy: 'Unpack it and send the files in it, or send them as a ZIP file, which is read.',
  },
  'format-not-read': {
    meaning: 'The file is of a known format that is not read.',
    remedy: `Send the DICOM image that it was made from; if there is none, save the picture in another format: ${readFormats}.`,
  },
  'extension-mismatch': {
    meaning: 'The file name extension does not match the content.',
    remedy: 'Rename the file to match its content, or export it again.',
  },
  truncated: { meaning: 'The file ends before its content is complete.', remedy: exportAgain },
  'malformed-dicom': {
    meaning: 'The DICOM structure cannot be read.',
    remedy: 'Export it again, or check the sending system with a DICOM validator.',
  },
  'length-past-end': {
    meaning: 'An element is longer than the file or sequence that contains it.',
    remedy: damaged,
  },
  'too-deep': { meaning: 'Sequences are nested deeper than any real image needs.', remedy: hostile },
  'too-many-elements': {
    meaning: 'The file has more elements than any real image needs.',
    remedy: hostile,
  },
  'too-large': {
    meaning: 'The file or its picture is larger than the configured limit.',
    remedy:
      'Send an object of many frames compressed. If you expect such images, raise the limit in the settings.',
  },
  bomb: {
    meaning: 'The compressed content expands to far more than its size justifies.',
    remedy: hostile,
  },
  timeout: {
    meaning: 'Reading the file took longer than the configured limit.',
    remedy: 'Check the sending system; raise the limit in the settings if you expect such images.',
  },
  'memory-exceeded': {
    meaning: 'Reading the file took more memory than the configured limit.',
    remedy: 'Check the sending system; raise the limit in the settings if you expect such images.',
  },
  'decoder-crashed': {
    meaning: 'The process that reads files crashed on this one.',
    remedy:
      'Check the sending system. The file is malicious, or it triggers a bug in this software: report it to the developers.',
  },
  'unsupported-transfer-syntax': {
    meaning: 'The pixels are compressed in a way that is not supported.',
    remedy: 'Set up the PACS to send the image in a supported transfer syntax.',
  },
  'unsupported-pixel-format': {
    meaning: 'The pixel format (bits, samples, photometric interpretation) is not supported.',
    remedy: 'Set up the PACS to send the image in a supported format.',
  },
  'inconsistent-attributes': {
    meaning: 'Attributes that describe the pixels are missing or contradict each other.',
    remedy: validate,
  },
  'duplicate-attribute': {
    meaning: 'The same attribute occurs twice with different values.',
    remedy: validate,
  },
  'corrupt-pixel-data': { meaning: 'The pixels cannot be decoded.', remedy: damaged },
  'unsafe-preamble': {
    meaning: 'The preamble contains an executable.',
    remedy: 'Check the sending system; the file is malicious.',
  },
  'unsafe-name': {
    meaning:
      'The name of the file is not safe: it contains an empty part, “.” or “..”, a backslash or a control character.',
    remedy: 'Send the file again under a plain name.',
  },
  'too-many-members': {
    meaning: 'The export contains more files than the configured limit.',
    remedy: 'Send it in parts, or raise the limit in the settings if you expect such exports.',
  },
  'unsafe-member-name': {
    meaning: 'A file name in the export leads outside the export when unpacked.',
    remedy: 'Check the sending system; no export program writes such names.',
  },
  'encrypted-archive': {
    meaning: 'The export, or this file in it, is protected by a password.',
    remedy: 'Export it again without a password.',
  },
  'corrupt-archive': {
    meaning: 'The structure of the archive contradicts itself, or its content fails its checksum.',
    remedy: 'Export it again; the file is damaged or was tampered with.',
  },
  'unsupported-compression': {
    meaning: 'The export is compressed in a way that is not supported.',
    remedy: 'Export it as an ordinary ZIP file: stored or deflated, in one part.',
  },
  'nested-archive': {
    meaning: 'An archive was found where an image was expected, for example inside an export.',
    remedy: 'Unpack it, or drop it into the incoming container as an export of its own.',
  },
  'empty-archive': {
    meaning: 'The export contains no file that could be an image.',
    remedy: 'Export it again; check that the images were selected.',
  },
  'changed-during-read': {
    meaning: 'The file was replaced or deleted while it was being read.',
    remedy:
      'If it was replaced, do nothing: the new content is read as a file of its own. If it was deleted, send it again.',
  },
  'internal-error': {
    meaning: 'The software failed on this file. The file itself may be fine.',
    remedy: 'Report the file to the developers; it stays in the incoming container.',
  },
};
