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
  const { host, port, aeTitle } = receiver;
  const instances = objects.filter(isInstance);
  // What is no DICOM object cannot be stored.
  if (instances.length < objects.length) return { outcome: 'refused', code: 'rejected', status: 'not DICOM' };
  return storeObjects({ host, port, called: aeTitle, calling }, us, instances);
}

function isInstance(object: OrderedObject): object is OrderedObject & ObjectToStore {
  return object.sopClass !== undefined && object.sopInstanceUid !== undefined;
}
