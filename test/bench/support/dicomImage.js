/** VRs whose length takes four bytes. */
const long = new Set(['OB', 'OW', 'SQ']);

function element(tag, vr, value) {
  const padded = value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.alloc(1)]);
  const header = Buffer.alloc(long.has(vr) ? 12 : 8);
  header.writeUInt16LE(tag >>> 16, 0);
  header.writeUInt16LE(tag & 0xffff, 2);
  header.write(vr, 4, 'latin1');
  if (long.has(vr)) header.writeUInt32LE(padded.length, 8);
  else header.writeUInt16LE(padded.length, 6);
  return Buffer.concat([header, padded]);
}

function item(content) {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(0xe000fffe, 0);
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content]);
}

/** @param items the bytes of each item's data set */
function sequence(tag, ...items) {
  return element(tag, 'SQ', Buffer.concat(items.map(item)));
}

/** One fragment for each frame, behind an empty offset table. */
function encapsulated(streams) {
  const open = Buffer.from([0xe0, 0x7f, 0x10, 0, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const even = streams.map((stream) =>
    stream.length % 2 === 0 ? stream : Buffer.concat([stream, Buffer.alloc(1)]),
  );
  const close = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  return Buffer.concat([open, item(Buffer.alloc(0)), ...even.map(item), close]);
}

const uid = (value) => Buffer.from(value.length % 2 === 0 ? value : `${value}\0`, 'latin1');
const text = (value) => Buffer.from(value.length % 2 === 0 ? value : `${value} `, 'latin1');

function number(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';

/**
 * A DICOM file around uncompressed pixels, or around compressed streams, one for each frame.
 *
 * @param picture rows, columns, samples, bits (stored), pixels or streams; if they differ from a radiograph's: frames,
 *   sopClass, modality, photometric, groups (the bytes of its functional groups), number, which makes another instance
 *   and study, and study, where the instances of several numbers belong to one; slice, its number in the series
 */
function dicomImage(picture, transferSyntax = '1.2.840.10008.1.2.1') {
  const { rows, columns, samples, bits, pixels, streams, frames, groups } = picture;
  const { sopClass = secondaryCapture, modality = 'DX', number: nth = 1, study = nth, slice } = picture;
  const { photometric = samples === 3 ? 'RGB' : 'MONOCHROME2' } = picture;
  const meta = Buffer.concat([
    element(0x00020001, 'OB', Buffer.from([0, 1])),
    element(0x00020002, 'UI', uid(sopClass)),
    element(0x00020003, 'UI', uid(`2.25.1${nth}`)),
    element(0x00020010, 'UI', uid(transferSyntax)),
    element(0x00020012, 'UI', uid('2.25.9')),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const allocated = bits > 8 ? 16 : 8;
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x00020000, 'UL', length),
    meta,
    element(0x00080016, 'UI', uid(sopClass)),
    element(0x00080018, 'UI', uid(`2.25.1${nth}`)),
    element(0x00080060, 'CS', text(modality)),
    element(0x00100020, 'LO', text('SYNTHETIC-BENCH')),
    element(0x0020000d, 'UI', uid(`2.25.2${study}`)),
    element(0x0020000e, 'UI', uid(`2.25.3${study}`)),
    ...(slice === undefined ? [] : [element(0x00200013, 'IS', text(String(slice)))]),
    element(0x00280002, 'US', number(samples)),
    element(0x00280004, 'CS', text(photometric)),
    ...(samples === 3 ? [element(0x00280006, 'US', number(0))] : []),
    ...(frames === undefined ? [] : [element(0x00280008, 'IS', text(String(frames)))]),
    element(0x00280010, 'US', number(rows)),
    element(0x00280011, 'US', number(columns)),
    element(0x00280100, 'US', number(allocated)),
    element(0x00280101, 'US', number(bits)),
    element(0x00280102, 'US', number(bits - 1)),
    element(0x00280103, 'US', number(0)),
    ...(groups === undefined ? [] : [groups]),
    pixels === undefined
      ? encapsulated(streams)
      : element(0x7fe00010, allocated === 16 ? 'OW' : 'OB', pixels),
  ]);
}

module.exports = { dicomImage, element, sequence, text };
