import type { GatewayAnswer, GatewayOrder } from '../../contract/gateway';
import type { Delivery, OutputMark, OutputObject } from '../../domain/outputs/delivery';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { MadeObject } from '../interchange/objectsOf';

/** What is sent to other systems, as it is kept. */
export interface OutputsPort {
  delivery(place: OutputPlace): Promise<Delivery | undefined>;
  /** Begins with no editions. A change that returns its argument writes nothing. */
  change(place: OutputPlace, change: (delivery: Delivery) => Delivery): Promise<Delivery>;
  keep(place: OutputPlace, edition: string, made: readonly MadeObject[]): Promise<OutputObject[]>;
  object(blob: string): Promise<Uint8Array | undefined>;
  /** May be repeated. */
  mark(mark: OutputMark, place: OutputPlace): Promise<void>;
  unmark(mark: OutputMark, place: OutputPlace): Promise<void>;
  marked(mark: OutputMark): AsyncIterable<OutputPlace>;
  putOrder(place: OutputPlace, order: GatewayOrder): Promise<void>;
  withdrawOrder(place: OutputPlace): Promise<void>;
}

export interface GatewayAnswersPort {
  answer(orderId: string): Promise<GatewayAnswer | 'malformed' | undefined>;
  forget(orderId: string): Promise<void>;
}
