import type { ContainerClient } from '@azure/storage-blob';
import { answerName, type GatewayAnswer, gatewayAnswerSchema, maxAnswerBytes } from '../../contract/gateway';
import { join } from '../blobs/join';
import { hasStatus, openBlob } from '../blobs/jsonBlobs';

/**
 * What gateways say of orders. They have no key of the site, so that nothing here is sealed: it is read as what
 * somebody else says, and never more of it than an answer has.
 */
export class GatewayAnswers {
  constructor(private readonly container: ContainerClient) {}

  /** @returns undefined if there is none yet; `malformed` if what is there is no answer to this order */
  async answer(orderId: string): Promise<GatewayAnswer | 'malformed' | undefined> {
    const found = await openBlob(this.container.getBlobClient(answerName(orderId)), {
      offset: 0,
      bytes: maxAnswerBytes,
    }).catch((error: unknown) => {
      // An empty blob has no first byte.
      if (hasStatus(error, 416)) return 'malformed' as const;
      throw error;
    });
    if (found === undefined || found === 'malformed') return found;
    const bytes = await join(found.stream);
    return answerIn(bytes.toString('utf8'), orderId) ?? 'malformed';
  }

  async forget(orderId: string): Promise<void> {
    await this.container.getBlobClient(answerName(orderId)).deleteIfExists();
  }
}

function answerIn(text: string, orderId: string): GatewayAnswer | undefined {
  try {
    const { data } = gatewayAnswerSchema.safeParse(JSON.parse(text));
    return data?.orderId === orderId ? data : undefined;
  } catch {
    return undefined;
  }
}
