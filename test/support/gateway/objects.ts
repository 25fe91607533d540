import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodePart10 } from '../../../src/dicom/writing/encodePart10';
import { textElement } from '../../../src/dicom/writing/plainElement';
import { connectStorage } from '../../../src/storage/connect';

const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1';
const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** An object to send, and the SHA-256 of its data set. */
export interface TestObject {
  readonly file: string;
  readonly sopInstance: string;
  readonly dataSet: string;
}

/** Objects of random pixels. @param transferSyntax an encapsulated one is given random fragments */
export function writeObjects(
  folder: string,
  count: number,
  pixelBytes: number,
  transferSyntax = explicitLittleEndian,
  sopClass = digitalXRay,
): TestObject[] {
  return Array.from({ length: count }, () => {
    const sopInstance = `2.25.${BigInt(`0x${randomBytes(15).toString('hex')}`)}`;
    const pixels = randomBytes(pixelBytes);
    const isPlain = transferSyntax === explicitLittleEndian;
    const whole = encodePart10(
      [
        textElement(0x00080016, 'UI', sopClass),
        textElement(0x00080018, 'UI', sopInstance),
        textElement(0x00080060, 'CS', 'DX'),
        textElement(0x00100010, 'PN', 'SYNTHETIC^GATEWAY'),
        textElement(0x0020000d, 'UI', '2.25.7'),
        textElement(0x0020000e, 'UI', '2.25.8'),
        {
          tag: 0x7fe00010,
          vr: 'OB',
          value: isPlain ? { bytes: pixels } : { fragments: [new Uint8Array(0), pixels] },
        },
      ],
      { transferSyntax, sopClass, sopInstance },
    );
    const file = path.join(folder, `${sopInstance}.dcm`);
    writeFileSync(file, whole);
    return { file, sopInstance, dataSet: dataSetHash(whole) };
  });
}

/** Of a file: SHA-256 of everything behind its file meta information. */
export function dataSetHash(file: Buffer): string {
  const metaEnd = 132 + 12 + file.readUInt32LE(140);
  return createHash('sha256').update(file.subarray(metaEnd)).digest('hex');
}

/** The hashes of the data sets of all blobs in a container, with the names of their blobs. */
export async function storedDataSets(connectionString: string, container = 'incoming') {
  const client = connectStorage({ kind: 'connection-string', connectionString }).blobs.getContainerClient(
    container,
  );
  const found = new Map<string, string>();
  for await (const { name } of client.listBlobsFlat()) {
    const bytes = await client.getBlobClient(name).downloadToBuffer();
    expect(name).toMatch(/^\w+\/[0-9a-f]{64}\.dcm$/);
    expect(name).toContain(createHash('sha256').update(bytes).digest('hex'));
    found.set(dataSetHash(bytes), name);
  }
  return found;
}

export async function createIncoming(connectionString: string): Promise<void> {
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  await blobs.getContainerClient('incoming').create();
}
