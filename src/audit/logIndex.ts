import { type AuditEvent, type AuditEventOf, isTerminal, type TerminalEvent } from '../domain/auditEvent';
import type { Fault } from './fault';

/** An event, and where it stands: its entry's number, or none while it waits to be sealed. */
export interface Placed<E extends AuditEvent = AuditEvent> {
  readonly event: E;
  readonly sequence: number | undefined;
}

export function placeOf({ event, sequence }: Placed): string {
  return sequence === undefined ? `records/${event.eventId}.json` : `entry ${sequence}`;
}

/** What stands in place of an event for the next of the same subject. */
type Slim<E extends AuditEvent, K extends keyof E> = Pick<E, K> & {
  readonly at: string;
  readonly place: string;
};

export interface VersionEntry {
  readonly place: string;
  readonly at: string;
  readonly hashes: Set<string>;
}

export type KnownTerminal = Slim<TerminalEvent, 'eventId' | 'type'> & {
  readonly outcome: string;
  readonly reason: string | undefined;
};
export type KnownReview = Slim<AuditEventOf<'review'>, 'eventId' | 'review' | 'reviewId'>;

/** What the log says of each subject, small enough to hold for a hundred thousand entries. Keys are commitments. */
export class LogIndex {
  readonly accepted = new Map<string, { place: string; at: string; study: string; image: string }>();
  readonly terminals = new Map<string, KnownTerminal>();
  /** Of studies, by version. */
  readonly versions = new Map<string, Map<number, VersionEntry>>();
  /** Of studies, by review. */
  readonly reviews = new Map<string, Map<string, KnownReview>>();
  readonly escalations = new Map<string, Set<number>>();
  /** Of studies: commitments to the impressions and notifications that were recorded. */
  readonly notes = new Map<string, Set<string>>();
  /** Of images: hashes of the analyses that were recorded. */
  readonly analyses = new Map<string, Set<string>>();
  readonly erased = new Set<string>();
  readonly settings = new Map<string, string>();
  /** By `id@version`. */
  readonly models = new Map<string, { sha256: string; place: string }>();
  /** By the event: what was done to which version. */
  readonly modelChanges = new Map<string, string>();
  readonly counts = new Map<string, number>();
  readonly faults: Fault[] = [];
  readonly eventIds = new Set<string>();
  lastSealedAt = '';
  wantedAt: string | undefined;

  constructor(private readonly wanted?: string) {}

  add(placed: Placed): void {
    const { event } = placed;
    this.eventIds.add(event.eventId);
    if (event.eventId === this.wanted) this.wantedAt = placeOf(placed);
    this.counts.set(event.type, (this.counts.get(event.type) ?? 0) + 1);
    if ('settingsSha256' in event) remember(this.settings, event.settingsSha256, placeOf(placed));
    if (isTerminal(event)) this.#terminal(event, placed);
    switch (event.type) {
      case 'file-accepted':
        remember(this.accepted, event.arrival, {
          place: placeOf(placed),
          at: event.at,
          study: event.study,
          image: event.image,
        });
        break;
      case 'result':
      case 'shadow':
        this.#result(event, placed);
        break;
      case 'decision':
        this.#decision(event, placed);
        break;
      case 'review':
        this.#review(event, placed);
        break;
      case 'escalation':
        inner(this.escalations, event.study, () => new Set()).add(event.version);
        break;
      case 'impression':
        inner(this.notes, event.study, () => new Set()).add(event.impression);
        break;
      case 'notification':
        inner(this.notes, event.study, () => new Set()).add(event.notification);
        break;
      case 'model-change': {
        const { id, version, sha256 } = event.model;
        this.modelChanges.set(event.eventId, `${id}@${version} ${event.change} ${sha256}`);
        break;
      }
      case 'erasure':
        for (const subject of [event.study, event.arrival])
          if (subject !== undefined) this.erased.add(subject);
        break;
    }
  }

  #terminal(event: TerminalEvent, placed: Placed): void {
    const before = this.terminals.get(event.arrival);
    if (before !== undefined && event.supersedes !== before.eventId)
      this.faults.push({
        code: 'two-outcomes',
        where: placeOf(placed),
        detail: `the other one is ${before.place}`,
      });
    this.terminals.set(event.arrival, {
      eventId: event.eventId,
      type: event.type,
      at: event.at,
      place: placeOf(placed),
      outcome: event.type === 'refusal' ? 'quarantined' : event.outcome,
      reason: event.type === 'arrival-closed' ? undefined : event.reason,
    });
  }

  #result(event: AuditEventOf<'result' | 'shadow'>, placed: Placed): void {
    const known = inner(this.analyses, event.image, () => new Set());
    for (const { sha256, model } of event.analyses) {
      known.add(sha256);
      remember(this.models, `${model.id}@${model.version}#${model.sha256}`, {
        sha256: model.sha256,
        place: placeOf(placed),
      });
    }
  }

  #decision(event: AuditEventOf<'decision'>, placed: Placed): void {
    const versions = inner(this.versions, event.study, () => new Map());
    const place = { place: placeOf(placed), at: event.at, hashes: new Set<string>() };
    inner(versions, event.version, () => place).hashes.add(event.versionSha256);
  }

  #review(event: AuditEventOf<'review'>, placed: Placed): void {
    const { eventId, reviewId, review, at } = event;
    const reviews = inner(this.reviews, event.study, () => new Map());
    const before = reviews.get(reviewId);
    if (before !== undefined && event.supersedes !== before.eventId)
      this.faults.push({
        code: 'two-outcomes',
        where: placeOf(placed),
        detail: `the other one is ${before.place}`,
      });
    reviews.set(reviewId, { eventId, reviewId, review, at, place: placeOf(placed) });
  }
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

function inner<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
