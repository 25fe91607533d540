/** VRs whose length takes four bytes. */
const long = new Set(['OB', 'OW']);

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

function encapsulated(stream) {
  const even = stream.length % 2 === 0 ? stream : Buffer.concat([stream, Buffer.alloc(1)]);
  const open = Buffer.from([0xe0, 0x7f, 0x10, 0, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const item = Buffer.alloc(16);
  item.writeUInt32LE(0xe000fffe, 0);
  item.writeUInt32LE(0xe000fffe, 8);
  item.writeUInt32LE(even.length, 12);
  const close = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  return Buffer.concat([open, item, even, close]);
}

const text = (value) => Buffer.from(value.length % 2 === 0 ? value : `${value}\0`, 'latin1');
const code = (value) => Buffer.from(value.length % 2 === 0 ? value : `${value} `, 'latin1');

function number(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/**
 * A DICOM file around uncompressed pixels, or around one compressed stream.
 * @param picture rows, columns, samples, bits (stored), pixels or stream
 */
function dicomImage(picture, transferSyntax = '1.2.840.10008.1.2.1') {
  const { rows, columns, samples, bits, pixels, stream } = picture;
  const meta = Buffer.concat([
    element(0x00020001, 'OB', Buffer.from([0, 1])),
    element(0x00020002, 'UI', text('1.2.840.10008.5.1.4.1.1.7')),
    element(0x00020003, 'UI', text('2.25.1')),
    element(0x00020010, 'UI', text(transferSyntax)),
    element(0x00020012, 'UI', text('2.25.9')),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const allocated = bits > 8 ? 16 : 8;
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(0x00020000, 'UL', length),
    meta,
    element(0x00080016, 'UI', text('1.2.840.10008.5.1.4.1.1.7')),
    element(0x00080018, 'UI', text('2.25.1')),
    element(0x00080060, 'CS', code('DX')),
    element(0x00100020, 'LO', code('SYNTHETIC-BENCH')),
    element(0x0020000d, 'UI', text('2.25.2')),
    element(0x0020000e, 'UI', text('2.25.3')),
    element(0x00280002, 'US', number(samples)),
    element(0x00280004, 'CS', code(samples === 3 ? 'RGB' : 'MONOCHROME2')),
    ...(samples === 3 ? [element(0x00280006, 'US', number(0))] : []),
    element(0x00280010, 'US', number(rows)),
    element(0x00280011, 'US', number(columns)),
    element(0x00280100, 'US', number(allocated)),
    element(0x00280101, 'US', number(bits)),
    element(0x00280102, 'US', number(bits - 1)),
    element(0x00280103, 'US', number(0)),
    pixels === undefined ? encapsulated(stream) : element(0x7fe00010, allocated === 16 ? 'OW' : 'OB', pixels),
  ]);
}

module.exports = { dicomImage };
