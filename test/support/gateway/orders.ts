import { createHash } from 'node:crypto';
import {
  answerName,
  answersContainer,
  type GatewayAnswer,
  type GatewayOrder,
  gatewayAnswerSchema,
  outputsContainer,
  waitingName,
} from '../../../src/contract/gateway';
import { connectStorage } from '../../../src/storage/connect';

interface ToSend {
  readonly bytes: Buffer;
  readonly sopClass?: string;
  readonly sopInstanceUid?: string;
}

/** The app's side of the way back, in a storage account. */
export class OrdersOfApp {
  private readonly blobs;

  constructor(connectionString: string) {
    this.blobs = connectStorage({ kind: 'connection-string', connectionString }).blobs;
  }

  async create(): Promise<void> {
    for (const name of [outputsContainer, answersContainer])
      await this.blobs.getContainerClient(name).create();
  }

  /** @param instead what lies there in place of each object @returns the id of the order */
  async order(
    receiver: string,
    objects: readonly ToSend[],
    mediaType: GatewayOrder['mediaType'] = 'application/dicom',
    instead?: Buffer,
  ): Promise<string> {
    const hashes = objects.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
    const orderId = createHash('sha256').update(receiver).update(hashes.join()).digest('hex');
    const outputs = this.blobs.getContainerClient(outputsContainer);
    const form = mediaType === 'application/dicom' ? 'sr' : 'oru';
    const order: GatewayOrder = {
      schemaVersion: 1,
      orderId,
      receiver,
      form,
      mediaType,
      orderedAt: new Date().toISOString(),
      objects: objects.map(({ bytes, ...named }, at) => ({
        blob: `objects/${hashes[at]}`,
        sha256: hashes[at] as string,
        bytes: bytes.length,
        ...named,
      })),
    };
    for (const [at, { bytes: own }] of objects.entries()) {
      const bytes = instead ?? own;
      await outputs.getBlockBlobClient(`objects/${hashes[at]}`).upload(bytes, bytes.length);
    }
    const text = JSON.stringify(order);
    await outputs.getBlockBlobClient(waitingName(receiver, orderId, form)).upload(text, text.length);
    return orderId;
  }

  /** Nobody has answered yet, as far as the app can see. */
  async forget(orderId: string): Promise<void> {
    await this.blobs.getContainerClient(answersContainer).getBlobClient(answerName(orderId)).delete();
  }

  async answer(orderId: string): Promise<GatewayAnswer | undefined> {
    const blob = this.blobs.getContainerClient(answersContainer).getBlobClient(answerName(orderId));
    if (!(await blob.exists())) return undefined;
    return gatewayAnswerSchema.parse(JSON.parse((await blob.downloadToBuffer()).toString('utf8')));
  }
}
