/** What happened since the start, of one peer. */
export interface PeerCounts {
  associations: number;
  rejected: number;
  received: number;
  receivedBytes: number;
  refused: number;
  uploaded: number;
}

const none: PeerCounts = {
  associations: 0,
  rejected: 0,
  received: 0,
  receivedBytes: 0,
  refused: 0,
  uploaded: 0,
};

/** Counters by AE title. Callers that are not configured are counted together, since anybody can make up a title. */
export class Counters {
  private readonly byPeer = new Map<string, PeerCounts>();

  constructor(aeTitles: readonly string[]) {
    for (const title of aeTitles) this.byPeer.set(title, { ...none });
  }

  of(aeTitle: string): PeerCounts {
    return this.byPeer.get(aeTitle) ?? this.unknown;
  }

  private readonly unknown: PeerCounts = { ...none };

  all() {
    return { peers: Object.fromEntries(this.byPeer), unknown: { rejected: this.unknown.rejected } };
  }
}
