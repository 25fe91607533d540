import { mllpSender } from '../../delivery/mllp';
import type { Answer } from '../../domain/outputs/answer';
import type { Receiver } from '../config/gatewayConfig';
import type { OurSide } from '../upperLayer/associate';
import type { OrderedObject } from './orders';
import { type ObjectToStore, storeObjects } from './storeSender';

/** Sends the objects of an order to a receiver, in its own language. */
export async function sendTo(
  receiver: Receiver,
  objects: readonly OrderedObject[],
  us: OurSide,
  calling: string,
): Promise<Answer> {
  const { host, port } = receiver;
  const instances = objects.filter(isInstance);
  // A result in one language is of no use to a receiver that speaks the other.
  if (instances.length !== (receiver.kind === 'dicom' ? objects.length : 0))
    return { outcome: 'refused', code: 'rejected', status: `not for ${receiver.kind}` };
  if (receiver.kind === 'dicom')
    return storeObjects({ host, port, called: receiver.aeTitle, calling, tls: receiver.tls }, us, instances);
  const { retryAfterSeconds: _, ...answer } = await mllpSender(receiver)(objects);
  return answer;
}

function isInstance(object: OrderedObject): object is OrderedObject & ObjectToStore {
  return object.sopClass !== undefined && object.sopInstanceUid !== undefined;
}
