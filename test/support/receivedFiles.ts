import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import type { Arrival, Outcome } from '../../src/domain/intake/arrival';
import { arrivalIdOf, normaliseEtag } from '../../src/domain/kernel/identifiers/ids';
import type { RefusalCode } from '../../src/domain/reasons/refusalCode';
import type { Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { testSiteKey } from './siteSecret';
import { storeNow } from './storeNow';

/** Puts files into a storage account as the app leaves them, without reading any. */
export class ReceivedFiles {
  readonly #incoming: ContainerClient;

  constructor(
    private readonly store: Store,
    blobs: BlobServiceClient,
    private readonly receivedAt: string,
  ) {
    this.#incoming = blobs.getContainerClient('incoming');
  }

  async received(name: string, receivedAt = this.receivedAt): Promise<Arrival> {
    const { etag = '' } = await this.#incoming.getBlockBlobClient(name).upload(name, name.length);
    const arrival: Arrival = {
      schemaVersion: 1,
      arrivalId: arrivalIdOf(testSiteKey, 'incoming', name, etag),
      container: 'incoming',
      name,
      etag: normaliseEtag(etag),
      receivedAt,
      lane: 'routine',
      salt: '5a'.repeat(32),
    };
    await this.store.arrivals.record(arrival);
    return arrival;
  }

  async refused(name: string, reason: RefusalCode, receivedAt = this.receivedAt): Promise<string> {
    const arrival = await this.received(name, receivedAt);
    const { arrivalId } = arrival;
    await this.store.quarantine.keep(arrival);
    const common = { schemaVersion: 1 as const, arrivalId, reason };
    const record = { ...common, detail: { tag: '7FE00010' }, receivedAt, quarantinedAt: receivedAt };
    await storeNow(this.store.quarantine.prepare(record));
    await this.store.worklist.putRefusal(record);
    await this.#end({ ...common, outcome: 'quarantined', finishedAt: receivedAt });
    return arrivalId;
  }

  async analysed(name: string, receivedAt = this.receivedAt): Promise<string> {
    const { arrivalId } = await this.received(name, receivedAt);
    const ids = { imageId: hexId(`image ${name}`), studyId: hexId(`study ${name}`) };
    await this.#end({ schemaVersion: 1, arrivalId, outcome: 'analysed', ...ids, finishedAt: receivedAt });
    return arrivalId;
  }

  async notAnalysed(name: string, reason: string): Promise<string> {
    const { arrivalId } = await this.received(name);
    const ids = { imageId: hexId(`image ${name}`), studyId: hexId(`study ${name}`) };
    const common = { schemaVersion: 1 as const, arrivalId, finishedAt: this.receivedAt };
    await this.#end({ ...common, outcome: 'not-analysed', reason, ...ids });
    return arrivalId;
  }

  #end(outcome: Outcome): Promise<void> {
    return storeNow(this.store.arrivals.prepareOutcome(outcome));
  }
}
