import { createHash } from 'node:crypto';
import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import {
  answerName,
  answersContainer,
  type GatewayAnswer,
  type GatewayOrder,
  gatewayOrderSchema,
  outputsContainer,
  waitingPrefix,
} from '../../contract/gateway';
import { hasStatus } from '../../storage/blobs/jsonBlobs';

/** An object of an order, read and checked. */
export interface OrderedObject {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly sopClass?: string | undefined;
  readonly sopInstanceUid?: string | undefined;
}

/** No order and no output is larger. */
const mostOrderBytes = 1 << 20;
const mostObjectBytes = 256 << 20;

/** The orders of the app, and our answers, in the storage. */
export class Orders {
  private readonly outputs: ContainerClient;
  private readonly answers: ContainerClient;

  constructor(blobs: BlobServiceClient) {
    this.outputs = blobs.getContainerClient(outputsContainer);
    this.answers = blobs.getContainerClient(answersContainer);
  }

  /** Those of a receiver. One that is not whole, or not for it, is left out and told to `unread`. */
  async *of(receiver: string, unread: (name: string) => void): AsyncGenerator<GatewayOrder> {
    for await (const { name, properties } of this.outputs.listBlobsFlat({
      prefix: waitingPrefix(receiver),
    })) {
      if ((properties.contentLength ?? 0) > mostOrderBytes) {
        unread(name);
        continue;
      }
      const bytes = await this.read(name);
      // It was withdrawn in between.
      if (bytes === undefined) continue;
      const order = orderIn(bytes);
      if (order?.receiver === receiver) yield order;
      else unread(name);
    }
  }

  /** Undefined if they are not, or no longer, what the order names. */
  async objectsOf(order: GatewayOrder): Promise<OrderedObject[] | undefined> {
    const objects: OrderedObject[] = [];
    for (const { blob, sha256, bytes: size, sopClass, sopInstanceUid } of order.objects) {
      const bytes = size > mostObjectBytes ? undefined : await this.read(blob);
      if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256)
        return undefined;
      objects.push({ bytes, sha256, sopClass, sopInstanceUid });
    }
    return objects;
  }

  async answer(answer: GatewayAnswer): Promise<void> {
    const text = JSON.stringify(answer);
    await this.answers
      .getBlockBlobClient(answerName(answer.orderId))
      .upload(text, Buffer.byteLength(text), { blobHTTPHeaders: { blobContentType: 'application/json' } });
  }

  private async read(name: string): Promise<Buffer | undefined> {
    try {
      return await this.outputs.getBlobClient(name).downloadToBuffer();
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw error;
    }
  }
}

function orderIn(bytes: Buffer): GatewayOrder | undefined {
  try {
    return gatewayOrderSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
