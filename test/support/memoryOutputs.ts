import { createHash } from 'node:crypto';
import type { GatewayAnswer, GatewayOrder } from '../../src/contract/gateway';
import { type Delivery, deliverySchema, type OutputMark } from '../../src/domain/outputs/delivery';
import type { OutputPlace } from '../../src/domain/outputs/receiver';
import type { GatewayAnswersPort, OutputsPort } from '../../src/operations/outputs/ports';

export interface MemoryOutputs extends OutputsPort {
  readonly objects: Map<string, Uint8Array>;
  /** By receiver, study and form. */
  readonly orders: Map<string, GatewayOrder>;
  readonly marks: Readonly<Record<OutputMark, Set<string>>>;
  /** What gateways said, by order. */
  readonly said: Map<string, GatewayAnswer | 'malformed'>;
  readonly answers: GatewayAnswersPort;
}

const keyOf = ({ studyId, receiver, form }: OutputPlace) => `${studyId}/${receiver}/${form}`;

/** Outputs over maps. */
export function memoryOutputs(): MemoryOutputs {
  const deliveries = new Map<string, Delivery>();
  const objects = new Map<string, Uint8Array>();
  const orders = new Map<string, GatewayOrder>();
  const marks = { open: new Set<string>(), dead: new Set<string>(), denied: new Set<string>() };
  const said = new Map<string, GatewayAnswer | 'malformed'>();
  return {
    objects,
    orders,
    marks,
    said,
    answers: {
      answer: async (orderId) => said.get(orderId),
      forget: async (orderId) => void said.delete(orderId),
    },
    delivery: async (place) => deliveries.get(keyOf(place)),
    change: async (place, change) => {
      const none: Delivery = { schemaVersion: 1, ...place, editions: [] };
      const known = deliveries.get(keyOf(place)) ?? none;
      const next = change(known);
      if (next !== none) deliveries.set(keyOf(place), deliverySchema.parse(next));
      return next;
    },
    keep: async (_, edition, made) =>
      made.map(({ bytes, ...named }) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        objects.set(`${edition}/${sha256}`, bytes);
        return { blob: `${edition}/${sha256}`, sha256, bytes: bytes.length, ...named };
      }),
    object: async (blob) => objects.get(blob),
    mark: async (mark, place) => void marks[mark].add(keyOf(place)),
    unmark: async (mark, place) => void marks[mark].delete(keyOf(place)),
    marked: async function* () {},
    putOrder: async (place, order) => void orders.set(keyOf(place), order),
    withdrawOrder: async (place) => void orders.delete(keyOf(place)),
  };
}
