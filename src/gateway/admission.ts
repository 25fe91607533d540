import { createCommitmentService } from './commitment/commitmentService';
import type { GatewayConfig } from './config/gatewayConfig';
import type { Admission, Service } from './dimse/acceptor';
import { createStoreService, echoService } from './dimse/storeService';
import type { Ledger } from './ledger/ledger';
import { type Peers, sourceOf } from './peers';
import type { Spool } from './spool/spool';
import type { Counters } from './status/counters';
import type { AssociateRequest, Rejection } from './upperLayer/associate';

export interface AdmissionDeps {
  readonly config: GatewayConfig;
  readonly peers: Peers;
  readonly spool: Spool;
  readonly counters: Counters;
  readonly ledger: Ledger;
  /** A peer asked for storage commitment. */
  readonly asked: () => void;
  readonly log: (line: string) => void;
}

const rejectionWords: Record<Rejection, string> = {
  'called-ae': 'it called another AE title than this gateway has',
  'calling-ae': 'this AE title is not in the configuration, or not with this address',
  'too-many': 'too many associations are open',
};

/** Who may open an association and how many at once, and what is said of each in the log. */
export function admissionOf({
  config,
  peers,
  spool,
  counters,
  ledger,
  asked,
  log,
}: AdmissionDeps): Admission {
  const open = new Map<AssociateRequest, { stored: number; refused: number; comment: string }>();
  const countOf = (calling: string) =>
    [...open.keys()].filter((request) => request.calling === calling).length;
  const { associations, associationsOfPeer } = config.limits;

  return {
    admit(request, address): Rejection | readonly Service[] {
      const peer = peers.find(request.calling, address);
      if (peer === undefined) return 'calling-ae';
      if (request.called !== config.aeTitle) return 'called-ae';
      if (open.size >= associations || countOf(peer.aeTitle) >= associationsOfPeer) return 'too-many';
      const counts = counters.of(peer.aeTitle);
      const own = { stored: 0, refused: 0, comment: '' };
      open.set(request, own);
      counts.associations += 1;
      const store = createStoreService(
        spool,
        sourceOf(peer),
        {
          stored(bytes) {
            own.stored += 1;
            counts.received += 1;
            counts.receivedBytes += bytes;
          },
          refused({ status, comment }) {
            own.refused += 1;
            own.comment = comment ?? `status ${status.toString(16).padStart(4, '0')}`;
            counts.refused += 1;
          },
        },
        config.storageClasses,
      );
      // Its answer needs somewhere to go.
      const commits = peer.host !== undefined && peer.port !== undefined;
      const commitment = commits ? [createCommitmentService(ledger, peer.aeTitle, asked)] : [];
      return [echoService, store, ...commitment];
    },
    ended(request, why) {
      const own = open.get(request);
      open.delete(request);
      if (own === undefined || (own.stored === 0 && own.refused === 0 && why === undefined)) return;
      const refused = own.refused === 0 ? '' : `, ${own.refused} refused (${own.comment})`;
      const end = why === undefined ? '' : `; it ended early: ${why}`;
      log(`${shown(request.calling)}: ${own.stored} objects received${refused}${end}.`);
    },
    refused({ calling, called }, address, rejection) {
      counters.of(calling).rejected += 1;
      log(
        `An association of ${shown(calling)} at ${address} with ${shown(called)} was refused: ${rejectionWords[rejection]}.`,
      );
    },
  };
}

/** A stranger chose these characters. */
function shown(title: string): string {
  return title.replace(/[^ -~]/g, '?');
}
