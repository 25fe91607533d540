import type { AuditEvent, AuditEventOf, TerminalEvent } from '../../../domain/audit/auditEvent';
import { isOfArrival } from '../../../domain/audit/contents';
import type { ModelRef } from '../../../domain/models/analysis';
import { ContentIndex } from '../contents/contentIndex';
import type { Fault } from '../fault';
import { OutputIndex } from '../outputs/outputIndex';
import { LatestEvents } from './latestEvents';

/** An event and its place: its entry's number, or undefined while it waits to be sealed. */
export interface Placed<E extends AuditEvent = AuditEvent> {
  readonly event: E;
  readonly sequence: number | undefined;
}

export function placeOf({ event, sequence }: Placed): string {
  return sequence === undefined ? `records/${event.eventId}.json` : `entry ${sequence}`;
}

/** What is kept of an event, for the next one of the same subject. */
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
  readonly supersedes: string | undefined;
  readonly outcome: string;
  readonly reason: string | undefined;
  /** For a result. */
  readonly image: string | undefined;
  /** The models whose answers a result holds, as `modelKey` names them. */
  readonly models: readonly string[];
};
export type KnownReview = Slim<AuditEventOf<'review'>, 'eventId' | 'review' | 'reviewId'> & {
  readonly supersedes: string | undefined;
};

/** What was recorded about one image, from any arrival. */
export interface KnownImage {
  /** Hashes of analyses. */
  readonly analyses: Set<string>;
  readonly study: string;
  /** Where and when something was last recorded about it. */
  place: string;
  at: string;
  /** The first arrival that a result is of, and whether there is one of another: then it has a result of its own. */
  arrival: string | undefined;
  isRepeated: boolean;
}

export function modelKey({ id, version, sha256 }: ModelRef): string {
  return `${id}@${version}#${sha256}`;
}

/**
 * What the log says about each subject, small enough to hold for a hundred thousand entries. Keys are
 * commitments.
 */
export class LogIndex {
  /** By arrival: the study that its image belongs to, and the first event that says so. */
  readonly accepted = new Map<string, { place: string; at: string; study: string }>();
  readonly terminals = new LatestEvents<KnownTerminal>();
  /** By study, then by version. */
  readonly versions = new Map<string, Map<number, VersionEntry>>();
  /** By study, then by review. */
  readonly reviews = new Map<string, LatestEvents<KnownReview>>();
  readonly escalations = new Map<string, Set<number>>();
  readonly images = new Map<string, KnownImage>();
  readonly contents = new ContentIndex();
  readonly outputs = new OutputIndex();
  /** By image: what shadow models said. */
  readonly shadows = new Map<string, Slim<AuditEventOf<'shadow'>, 'study'> & { models: Set<string> }>();
  /** By study: commitments to the recorded impressions and notifications. */
  readonly notes = new Map<string, Set<string>>();
  readonly erased = new Set<string>();
  /** By hash, in the order of their last use: the first entry that names each. */
  readonly settings = new Map<string, string>();
  /** The networks that spoke, and the gates before them: by `modelKey`. */
  readonly networks = new Map<string, { name: string; sha256: string; place: string }>();
  /** By event. */
  readonly modelChanges = new Map<string, Placed<AuditEventOf<'model-change'>>>();
  readonly counts = new Map<string, number>();
  readonly eventIds = new Set<string>();
  readonly #modelLists = new Map<string, readonly string[]>();
  /**
   * What each kind of event contributes to the check of the results. Omitting a kind here does not compile;
   * otherwise its subject could be shown without ever being verified.
   */
  readonly #indexing: {
    readonly [T in AuditEvent['type']]: (event: AuditEventOf<T>, placed: Placed) => void;
  } = {
    result: (event, placed) => {
      const { arrival, at, study } = event;
      remember(this.accepted, arrival, { place: placeOf(placed), at, study });
      this.#terminal(event, placed);
      this.#result(event, placed);
    },
    shadow: (event, placed) => this.#result(event, placed),
    refusal: (event, placed) => this.#terminal(event, placed),
    'arrival-closed': (event, placed) => this.#terminal(event, placed),
    decision: (event, placed) => this.#decision(event, placed),
    review: (event, placed) => this.#review(event, placed),
    escalation: ({ study, version }) => inner(this.escalations, study, () => new Set()).add(version),
    impression: ({ study, impression }) => inner(this.notes, study, () => new Set()).add(impression),
    notification: ({ study, notification }) => inner(this.notes, study, () => new Set()).add(notification),
    'model-change': (event, { sequence }) => this.modelChanges.set(event.eventId, { event, sequence }),
    erasure: ({ study, arrival }) => {
      for (const subject of [study, arrival]) if (subject !== undefined) this.erased.add(subject);
    },
    'output-sent': (event, placed) => this.outputs.add(event, placeOf(placed)),
    // Nothing that is shown depends on these.
    'output-answered': () => {},
    'output-resend': () => {},
    'identity-access': () => {},
    'identity-list': () => {},
    'patient-search': () => {},
    'picture-access': () => {},
    'picture-export': () => {},
    'list-export': () => {},
    'unusual-reading': () => {},
    classification: () => {},
    retry: () => {},
    dismissal: () => {},
    'drift-restart': () => {},
    'file-access': () => {},
    'key-change': () => {},
    'access-denied': () => {},
    'integrity-failure': () => {},
  };
  lastSealedAt = '';
  wantedAt: string | undefined;

  constructor(private readonly wanted?: string) {}

  /** @param isAsked whether its subject is verified; if not, it counts and nothing more */
  add(placed: Placed, isAsked = true): void {
    const { event } = placed;
    this.eventIds.add(event.eventId);
    if (event.eventId === this.wanted) this.wantedAt = placeOf(placed);
    this.counts.set(event.type, (this.counts.get(event.type) ?? 0) + 1);
    if ('settingsSha256' in event) this.#settings(event.settingsSha256, placeOf(placed));
    if (isAsked) this.#index(event, placed);
  }

  #settings(sha256: string, place: string): void {
    const first = this.settings.get(sha256) ?? place;
    this.settings.delete(sha256);
    this.settings.set(sha256, first);
  }

  #index<T extends AuditEvent['type']>(event: AuditEventOf<T>, placed: Placed): void {
    this.#indexing[event.type as T](event, placed);
  }

  /** Pairs of outcomes or reviews that contradict each other. */
  faults(): Fault[] {
    return [this.terminals, ...this.reviews.values()].flatMap((standing) => standing.faults());
  }

  #terminal(event: TerminalEvent, placed: Placed): void {
    const { eventId, type, at, supersedes } = event;
    const known = { eventId, type, at, supersedes, place: placeOf(placed) };
    const ofArrival = event.contents.filter(({ what }) => isOfArrival(what));
    this.contents.add(event.arrival, event.arrival, ofArrival, known);
    this.terminals.add(event.arrival, {
      ...known,
      outcome: event.type === 'refusal' ? 'quarantined' : event.outcome,
      reason: event.type === 'arrival-closed' ? undefined : event.reason,
      image: event.type === 'result' ? event.image : undefined,
      models: event.type === 'result' ? this.#modelsOf(event) : [],
    });
  }

  /** One shared list for all results that name the same models. */
  #modelsOf({ analyses }: AuditEventOf<'result'>): readonly string[] {
    const keys = analyses.map(({ model }) => modelKey(model));
    return inner(this.#modelLists, keys.join(), () => keys);
  }

  #result(event: AuditEventOf<'result' | 'shadow'>, placed: Placed): void {
    const ofImage = event.contents.filter(({ what }) => !isOfArrival(what));
    this.contents.add(event.image, event.study, ofImage, { place: placeOf(placed), at: event.at });
    const { at, study } = event;
    const known = inner(this.images, event.image, (): KnownImage => {
      return {
        analyses: new Set(),
        study,
        place: placeOf(placed),
        at,
        arrival: undefined,
        isRepeated: false,
      };
    });
    if (known.at < at) Object.assign(known, { at, place: placeOf(placed) });
    if (event.type === 'result') {
      known.arrival ??= event.arrival;
      known.isRepeated ||= known.arrival !== event.arrival;
    }
    for (const { sha256, model, gate } of event.analyses) {
      known.analyses.add(sha256);
      for (const ref of gate === undefined ? [model] : [model, gate.model])
        remember(this.networks, modelKey(ref), {
          name: `${ref.id}@${ref.version}`,
          sha256: ref.sha256,
          place: placeOf(placed),
        });
    }
    if (event.type !== 'shadow') return;
    const first = () => ({ study, at, place: placeOf(placed), models: new Set<string>() });
    const shadow = inner(this.shadows, event.image, first);
    for (const { model } of event.analyses) shadow.models.add(modelKey(model));
  }

  #decision(event: AuditEventOf<'decision'>, placed: Placed): void {
    const versions = inner(this.versions, event.study, () => new Map());
    const place = { place: placeOf(placed), at: event.at, hashes: new Set<string>() };
    inner(versions, event.version, () => place).hashes.add(event.versionSha256);
  }

  #review(event: AuditEventOf<'review'>, placed: Placed): void {
    const { eventId, reviewId, review, at, supersedes } = event;
    const known = { eventId, reviewId, review, at, supersedes, place: placeOf(placed) };
    inner(this.reviews, event.study, () => new LatestEvents()).add(reviewId, known);
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
