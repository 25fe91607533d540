import { createHash } from 'node:crypto';
import type { GatewayOrder } from '../../contract/gateway';
import { waitingName } from '../../contract/gateway';
import {
  type Delivery,
  deliverySchema,
  type OutputMark,
  type OutputObject,
  outputMarks,
} from '../../domain/outputs/delivery';
import { mediaTypeOf } from '../../domain/outputs/form';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import { pathOf, placeOf } from './outputPlace';

const extensions = {
  'application/dicom': 'dcm',
  'application/hl7-v2': 'hl7',
  'application/fhir+json': 'json',
};

/**
 * What is sent to other systems. `studies/{studyId}/{receiver}/{form}.json` says what became of it, the objects lie
 * in the folder of that name. They hold identities.
 */
export class Outputs {
  constructor(private readonly blobs: SealedBlobs) {}

  delivery(place: OutputPlace): Promise<Delivery | undefined> {
    return this.blobs.json(deliveryName(place), deliverySchema);
  }

  /** Started with none. A change that returns its argument writes nothing. */
  change(place: OutputPlace, change: (delivery: Delivery) => Delivery): Promise<Delivery> {
    const none: Delivery = { schemaVersion: 1, ...place, editions: [] };
    return this.blobs.updateJson(deliveryName(place), deliverySchema, (known) => {
      const next = change(known ?? none);
      return next === none ? known : next;
    }) as Promise<Delivery>;
  }

  /** Everything about a study, in the order of names. */
  async deliveriesOf(studyId: string): Promise<Delivery[]> {
    const found: Delivery[] = [];
    for await (const name of this.blobs.names(`studies/${studyId}/`, true)) {
      const place = name.endsWith('.json')
        ? placeOf(name.slice('studies/'.length, -'.json'.length))
        : undefined;
      const delivery = place && (await this.delivery(place));
      if (delivery) found.push(delivery);
    }
    return found;
  }

  /** Named by their content, so that whoever makes them again writes the same. */
  async keep(place: OutputPlace, edition: string, made: readonly Made[]): Promise<OutputObject[]> {
    const type = mediaTypeOf(place.form);
    const kept: OutputObject[] = [];
    for (const { bytes, ...named } of made) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const blob = `studies/${pathOf(place)}/${edition}/${sha256}.${extensions[type]}`;
      await this.blobs.create(blob, bytes, { contentType: type }, sha256);
      kept.push({ blob, sha256, bytes: bytes.length, ...named });
    }
    return kept;
  }

  /** @throws ChangedOutsideError */
  object(blob: string): Promise<Buffer | undefined> {
    return this.blobs.bytes(blob);
  }

  async mark(mark: OutputMark, place: OutputPlace): Promise<void> {
    await this.blobs.createLink(`${mark}/${pathOf(place)}`);
  }

  async unmark(mark: OutputMark, place: OutputPlace): Promise<void> {
    await this.#remove(`${mark}/${pathOf(place)}`);
  }

  /** Those that carry a mark. What somebody else put there is passed over: it would have a delivery looked at for nothing. */
  async *marked(mark: OutputMark): AsyncGenerator<OutputPlace> {
    for await (const name of this.blobs.names(`${mark}/`, false)) {
      const place = placeOf(name.slice(mark.length + 1));
      if (place !== undefined) yield place;
    }
  }

  async putOrder({ studyId, receiver, form }: OutputPlace, order: GatewayOrder): Promise<void> {
    await this.blobs.putJson(waitingName(receiver, studyId, form), order);
  }

  async withdrawOrder({ studyId, receiver, form }: OutputPlace): Promise<void> {
    await this.#remove(waitingName(receiver, studyId, form));
  }

  /** All that is kept of a study here. */
  async removeStudy(studyId: string): Promise<void> {
    for (const delivery of await this.deliveriesOf(studyId)) {
      await this.withdrawOrder(delivery);
      for (const mark of outputMarks) await this.unmark(mark, delivery);
    }
    const names: string[] = [];
    for await (const { name } of this.blobs.container.listBlobsFlat({ prefix: `studies/${studyId}/` }))
      names.push(name);
    for (const name of names) await this.#remove(name);
  }

  async #remove(name: string): Promise<void> {
    await this.blobs.container.getBlobClient(name).deleteIfExists();
  }
}

type Made = Omit<OutputObject, 'blob' | 'sha256' | 'bytes'> & { readonly bytes: Uint8Array };

function deliveryName(place: OutputPlace): string {
  return `studies/${pathOf(place)}.json`;
}
