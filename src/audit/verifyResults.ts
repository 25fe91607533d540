import type { z } from 'zod';
import { outcomeSchema } from '../domain/arrival';
import { canonicalJson } from '../domain/canonicalJson';
import { commitmentOf, sha256OfJson } from '../domain/commitment';
import { isId } from '../domain/ids';
import { imageRecordSchema } from '../domain/imageRecord';
import { type StudyRecord, studyRecordSchema, studyVersionSchema, versionOf } from '../domain/studyRecord';
import type { BlobTree } from './blobTree';
import type { Fault, FaultCode } from './fault';
import type { LogIndex } from './logIndex';
import type { Study, Subjects } from './subjects';

/** What is shown, counted. */
export interface ResultCounts {
  outcomes: number;
  images: number;
  studies: number;
  versions: number;
  reviews: number;
}

/** What an entry speaks of may take this long to be there: it is recorded first. */
const graceMilliseconds = 900_000;
const container = 'results';

/**
 * Holds what is shown against the log, and the log against what is shown: each outcome, version, analysis and review has
 * its entry, and each entry is about something that is there, or was erased.
 */
export class ResultCheck {
  readonly faults: Fault[] = [];
  readonly counts: ResultCounts = { outcomes: 0, images: 0, studies: 0, versions: 0, reviews: 0 };
  readonly #outcomes = new Set<string>();
  readonly #studies = new Set<string>();

  constructor(
    private readonly tree: BlobTree,
    private readonly index: LogIndex,
    private readonly subjects: Subjects,
    private readonly now: number,
  ) {}

  async run(): Promise<void> {
    for await (const name of this.tree.list(container, 'arrivals/')) await this.#outcome(name);
    for await (const name of this.tree.list(container, 'images/')) await this.#image(name);
    for await (const name of this.tree.list(container, 'studies/')) await this.#study(name);
    this.#entriesWithoutResult();
  }

  #fault(code: FaultCode, where: string, detail?: string): void {
    this.faults.push({ code, where, ...(detail === undefined ? {} : { detail }) });
  }

  async #parsed<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      return schema.parse(JSON.parse((await this.tree.read(container, name))?.toString('utf8') ?? ''));
    } catch {
      this.#fault('result-changed', `${container}/${name}`, 'it cannot be read');
      return undefined;
    }
  }

  async #outcome(name: string): Promise<void> {
    this.counts.outcomes += 1;
    const where = `${container}/${name}`;
    const outcome = await this.#parsed(name, outcomeSchema);
    if (outcome === undefined) return;
    const arrival = this.subjects.arrivalOf.get(name.slice('arrivals/'.length, -'.json'.length));
    if (arrival !== undefined) this.#outcomes.add(arrival.commitment);
    const said = arrival && this.index.terminals.get(arrival.commitment);
    if (said === undefined) return this.#fault('result-without-entry', where);
    const reason = 'reason' in outcome ? outcome.reason : undefined;
    if (
      outcome.arrivalId !== arrival?.arrivalId ||
      said.outcome !== outcome.outcome ||
      said.reason !== reason
    )
      this.#fault('result-changed', where, `the log says ${said.outcome} in ${said.place}`);
  }

  async #image(name: string): Promise<void> {
    this.counts.images += 1;
    const where = `${container}/${name}`;
    const image = await this.#parsed(name, imageRecordSchema);
    if (image === undefined) return;
    const study = this.subjects.studyOf.get(image.studyId);
    const known = study && this.index.analyses.get(commitmentOf(study.salt, 'image', image.imageId));
    if (known === undefined || name !== `images/${image.imageId}.json`)
      return this.#fault('result-without-entry', where);
    for (const analysis of [...image.analyses, ...(image.shadow ?? [])])
      if (!known.has(sha256OfJson(analysis)))
        this.#fault(
          'result-changed',
          where,
          `what ${analysis.model.id}@${analysis.model.version} is said to have found`,
        );
  }

  async #study(name: string): Promise<void> {
    const [studyId, version] = name.slice('studies/'.length, -'.json'.length).split('/');
    if (!isId(studyId)) return;
    const study = this.subjects.studyOf.get(studyId);
    if (version === undefined) {
      this.counts.studies += 1;
      const record = await this.#parsed(name, studyRecordSchema);
      if (record === undefined) return;
      if (study !== undefined) this.#studies.add(study.commitment);
      this.#version(
        name,
        study,
        record.studyId === studyId ? record.version : 0,
        sha256OfJson(versionOf(record)),
      );
      if (study !== undefined) this.#reviews(name, study, record);
      return;
    }
    this.counts.versions += 1;
    const shown = await this.#parsed(name, studyVersionSchema);
    if (shown === undefined) return;
    const number = version === `v${shown.version}` && shown.studyId === studyId ? shown.version : 0;
    this.#version(name, study, number, sha256OfJson(shown));
  }

  #version(name: string, study: Study | undefined, version: number, hash: string): void {
    const where = `${container}/${name}`;
    const said = study && this.index.versions.get(study.commitment)?.get(version);
    if (said === undefined) this.#fault('result-without-entry', where);
    else if (!said.hashes.has(hash))
      this.#fault('result-changed', where, `the log speaks of another one in ${said.place}`);
  }

  /** What the study shows of people, against what they signed; and no version, review or escalation that is gone. */
  #reviews(name: string, study: Study, record: StudyRecord): void {
    const { commitment, salt } = study;
    const where = `${container}/${name}`;
    const signed = this.index.reviews.get(commitment);
    const shown = new Set<string>();
    for (const review of record.reviews) {
      this.counts.reviews += 1;
      shown.add(review.reviewId);
      const said = signed?.get(review.reviewId);
      if (said === undefined) this.#fault('result-without-entry', where, `the review ${review.reviewId}`);
      else if (said.review !== commitmentOf(salt, 'review', canonicalJson(review)))
        this.#fault('not-signed-for', where, `the review ${review.reviewId}, signed in ${said.place}`);
    }
    for (const review of signed?.values() ?? [])
      if (!shown.has(review.reviewId) && this.#isOld(review.at))
        this.#fault('entry-without-result', review.place, `the review ${review.reviewId}`);
    for (const { version } of record.escalations)
      if (!this.index.escalations.get(commitment)?.has(version))
        this.#fault('result-without-entry', where, `the escalation of version ${version}`);
    this.#notes(name, study, record);
    for (const [version, { place, at }] of this.index.versions.get(commitment) ?? [])
      if (version > record.version && this.#isOld(at))
        this.#fault(
          'entry-without-result',
          place,
          `version ${version} of a study that is at ${record.version}`,
        );
  }

  #notes(name: string, { commitment, salt }: Study, { impressions, notifications }: StudyRecord): void {
    const recorded = this.index.notes.get(commitment);
    const shown = [
      ...impressions.map((one) => ({
        what: `an impression of version ${one.version}`,
        one,
        as: 'impression',
      })),
      ...notifications.map((one) => ({ what: `the notification ${one.id}`, one, as: 'notification' })),
    ];
    for (const { what, one, as } of shown)
      if (!recorded?.has(commitmentOf(salt, as, canonicalJson(one))))
        this.#fault('result-without-entry', `${container}/${name}`, what);
  }

  #entriesWithoutResult(): void {
    const { index, subjects } = this;
    for (const [arrival, { place, at, study }] of index.accepted) {
      const erased = index.erased.has(study) || index.erased.has(arrival);
      if (!erased && !index.terminals.has(arrival) && this.#isOld(at)) this.#fault('no-outcome', place);
    }
    for (const [arrival, { place, at }] of index.terminals) {
      if (this.#outcomes.has(arrival) || this.#isErased(arrival)) continue;
      if (!subjects.arrivals.has(arrival)) this.#fault('unknown-subject', place, 'a file');
      else if (this.#isOld(at)) this.#fault('entry-without-result', place, 'the outcome of a file');
    }
    for (const [study, versions] of index.versions) {
      const [first] = versions.values();
      if (first === undefined || this.#studies.has(study) || index.erased.has(study)) continue;
      if (!subjects.studies.has(study)) this.#fault('unknown-subject', first.place, 'a study');
      else if (this.#isOld(first.at)) this.#fault('entry-without-result', first.place, 'a study');
    }
  }

  #isErased(arrival: string): boolean {
    const study = this.index.accepted.get(arrival)?.study;
    return this.index.erased.has(arrival) || (study !== undefined && this.index.erased.has(study));
  }

  #isOld(at: string): boolean {
    return this.now - Date.parse(at) > graceMilliseconds;
  }
}
