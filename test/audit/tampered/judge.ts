import { Readable } from 'node:stream';
import { type ContainerClient, RestError } from '@azure/storage-blob';
import { Sequencer } from '../../../src/audit/log/sequencer';
import type { Fault } from '../../../src/audit/verify/fault';
import { verifyModels } from '../../../src/audit/verify/models/verifyModels';
import { verifyRows } from '../../../src/audit/verify/rows/verifyRows';
import { verifyAudit } from '../../../src/audit/verify/verifyAudit';
import { verifyPlace } from '../../../src/cli/commands/audit/support/verifyPlace';
import { ChangedOutsideError } from '../../../src/domain/kernel/sealing/changedOutside';
import { Macs } from '../../../src/domain/kernel/sealing/macs';
import { maxBytesOf } from '../../../src/inference/repository/modelFolder';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { containers } from '../../../src/storage/containers';
import { isImagePack } from '../../../src/storage/images/imagePack';
import { PackedBlobs } from '../../../src/storage/images/packedBlobs';
import { MemoryLog, MemoryTree } from '../memoryLog';
import { type FullSite, siteKey } from './fullSite';
import type { Changes, SiteCopy } from './siteCopy';

const macs = new Macs(siteKey);

/** What `triage audit verify` says of a site. The models take most of the time and are left out if asked. */
export async function faultsOfSite(
  { models, signer }: FullSite,
  site: SiteCopy,
  now: number,
  withModels: boolean,
): Promise<Fault[]> {
  const found = await verifyAudit(site, signer.key, [], now, {
    macs,
    isExpected: () => true,
  });
  const { faults } = await verifyRows(site, site, macs, now);
  if (!withModels) return [...found.faults, ...faults];
  const app = { tree: models, container: '', where: 'models' };
  const added = { tree: site, container: 'models', where: 'models' };
  const isModelFile = (name: string) => maxBytesOf(name) !== undefined;
  const checked = await verifyModels(found.models, app, added, isModelFile);
  return [...found.faults, ...faults, ...checked.faults];
}

/** What `triage audit verify` says of an exported folder; that its list is not signed counts as well. */
export async function faultsOfExport({ signer }: FullSite, tree: SiteCopy): Promise<readonly string[]> {
  const place = { tree, storage: undefined, folder: undefined };
  const { faults, files } = await verifyPlace(place, { key: signer.key.text, inputs: true });
  return [...faults.map(({ code }) => code), ...(files?.isSigned ? [] : ['not signed'])];
}

/** Containers of which the app reads every blob through its seal. */
const sealed = /^(accounting|arrivals|identity|images|results|quarantine(?=\/[0-9a-f]+\/refusal\.json))\//;

/** Whether the app refuses to read what was changed, or to add anything to the log. */
export async function isRefused({ signer }: FullSite, site: SiteCopy, { blobs }: Changes): Promise<boolean> {
  for (const path of blobs.keys()) {
    const [container = '', ...rest] = path.split('/');
    if (container === 'audit' && !(await sealsMore(site, signer))) return true;
    if (sealed.test(path) && !(await reads(site, container, rest.join('/')))) return true;
  }
  return false;
}

async function reads(site: SiteCopy, container: string, name: string): Promise<boolean> {
  try {
    const blobs = new SealedBlobs(containerOf(site, container), macs);
    const packs = new PackedBlobs(blobs);
    if (container !== containers.images || !isImagePack(name)) await blobs.bytes(name);
    else for (const part of await packs.names(name)) await packs.part(name, part);
    return true;
  } catch (error) {
    if (error instanceof ChangedOutsideError) return false;
    throw error;
  }
}

/** As much of a container as reading a blob takes. */
function containerOf(site: SiteCopy, containerName: string): ContainerClient {
  const getBlobClient = (name: string) => ({
    name,
    containerName,
    download: async (offset = 0, count?: number) => {
      const blob = site.blobs.get(`${containerName}/${name}`);
      if (blob === undefined) throw new RestError('', { statusCode: 404 });
      return {
        readableStreamBody: Readable.from([blob.bytes.subarray(offset, count && offset + count)]),
        etag: 'e',
        metadata: blob.metadata,
      };
    },
  });
  return { containerName, getBlobClient } as unknown as ContainerClient;
}

/** Whether another look at the log, as every five seconds, finds it in order. If not, it seals nothing and says so. */
async function sealsMore(site: SiteCopy, signer: FullSite['signer']): Promise<boolean> {
  const tree = new MemoryTree(new Map([...site.blobs].map(([name, { bytes }]) => [name, bytes])));
  const store = new MemoryLog(tree);
  const sequencer = new Sequencer({ macs, store, signer, now: () => new Date().toISOString() });
  return sequencer.seal().then(
    () => true,
    () => false,
  );
}
