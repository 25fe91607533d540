import type { GatewayAnswer, GatewayOrder } from '../../contract/gateway';
import type { Delivery, OutputObject } from '../../domain/outputs/delivery';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { MadeObject } from '../interchange/objectsOf';

/** What is sent to other systems, as it is kept. */
export interface OutputsPort {
  delivery(place: OutputPlace): Promise<Delivery | undefined>;
  /** Begins with no editions. A change that returns its argument writes nothing. */
  change(place: OutputPlace, change: (delivery: Delivery) => Delivery): Promise<Delivery>;
  keep(place: OutputPlace, edition: string, made: readonly MadeObject[]): Promise<OutputObject[]>;
  object(blob: string): Promise<Uint8Array | undefined>;
  /** Notes that an output is to be worked on, or lies dead; may be repeated. */
  mark(mark: 'open' | 'dead', place: OutputPlace): Promise<void>;
  unmark(mark: 'open' | 'dead', place: OutputPlace): Promise<void>;
  marked(mark: 'open' | 'dead'): AsyncIterable<OutputPlace>;
  putOrder(place: OutputPlace, order: GatewayOrder): Promise<void>;
  withdrawOrder(place: OutputPlace): Promise<void>;
}

export interface GatewayAnswersPort {
  answer(orderId: string): Promise<GatewayAnswer | 'malformed' | undefined>;
  forget(orderId: string): Promise<void>;
}
