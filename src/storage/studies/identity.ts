import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type IdentityRecord,
  type InstanceIdentity,
  identityRecordSchema,
} from '../../domain/image/imageDescription';
import type { PatientHeader } from '../../domain/image/patientHeader';
import {
  identityName,
  identityNamed,
  type NamedIdentity,
} from '../../domain/kernel/identifiers/identityName';
import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import { saltSchema } from '../../domain/kernel/sealing/commitment';
import { patientTerms, type WantedTerm } from '../../domain/study/patient/patientTerms';
import { jsonBlob, type PreparedBlobs, preparedBlobs } from '../blobs/preparedBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import type { PatientIndex } from './patientIndex';

const studySaltSchema = z.object({ schemaVersion: z.literal(1), salt: saltSchema });

/** A study's salt, and whether it was made just now: then nothing of the study was ever stored. */
interface StudySalt {
  readonly salt: string;
  readonly isNew: boolean;
}

/** Studies of which this process remembers that they have a salt, and links that it remembers to have stored. */
const maxKnownStudies = 10_000;

/**
 * The only link from a studyId back to a patient: `{studyId}/{imageId}/{arrivalId}/{pseudonym}.json`, write-once. The
 * name says which arrival brought which image of the study and of which patient, so that a listing tells. Beside it lies
 * the salt for the study's commitments in the audit log, so that both are erased together.
 */
export class Identities {
  /** The salts of studies that are worked on, and by how many. */
  readonly #held = new Map<string, { readonly salt: Promise<StudySalt>; holders: number }>();
  readonly #known = new Set<string>();
  /** With the salt, which is another one once the study was erased. */
  readonly #linked = new Set<string>();

  constructor(
    private readonly blobs: SealedBlobs,
    private readonly index: PatientIndex,
  ) {}

  /** Nothing is stored yet. What tells the studies of a patient is stored last, so that it is never unreachable. */
  async prepare(
    place: NamedIdentity,
    identity: InstanceIdentity,
    header?: PatientHeader,
  ): Promise<PreparedBlobs> {
    const record = identityRecordSchema.parse({ schemaVersion: 1, ...identity, header });
    const { contents, store } = await preparedBlobs(this.blobs, [jsonBlob(identityName(place), record)]);
    const { pseudonym, studyId } = place;
    return {
      contents,
      store: async () => {
        const isNew = await store();
        await Promise.all([
          pseudonym === undefined ? undefined : this.#link(pseudonym, studyId),
          this.#list(identity, studyId),
        ]);
        return isNew;
      },
    };
  }

  #link(pseudonym: string, studyId: string): Promise<void> {
    const entry = patientEntry(pseudonym, studyId);
    return this.#once(studyId, entry, () => this.blobs.createLink(entry));
  }

  /** By what the study is found. */
  #list(identity: InstanceIdentity, studyId: string): Promise<void> {
    const terms = patientTerms(identity);
    return this.#once(studyId, `${studyId} ${terms.join(' ')}`, (held) =>
      this.index.add(studyId, terms, held?.isNew === true),
    );
  }

  /** In the time that the study has its salt, as far as this process remembers. */
  async #once(
    studyId: string,
    what: string,
    work: (held: StudySalt | undefined) => Promise<void>,
  ): Promise<void> {
    const held = await this.#held.get(studyId)?.salt;
    const linked = held && `${what} ${held.salt}`;
    if (linked !== undefined && this.#linked.has(linked)) return;
    await work(held);
    if (linked === undefined) return;
    if (this.#linked.size >= maxKnownStudies) this.#linked.clear();
    this.#linked.add(linked);
  }

  /** Lists a study anew by whom its images name. @returns whether they name anybody */
  async relist(studyId: string): Promise<boolean> {
    const terms = [...(await this.identities(studyId)).values()].flatMap(patientTerms);
    await this.index.add(studyId, terms, false);
    return terms.length > 0;
  }

  /** The studies in a range that can be found by whom they show. */
  listedIn(range: IdRange): Promise<ReadonlySet<string>> {
    return this.index.studiesIn(range);
  }

  /** See `PatientIndex.find`. */
  find(wanted: readonly (readonly WantedTerm[])[]): Promise<ReadonlySet<string> | undefined> {
    return this.index.find(wanted);
  }

  /**
   * Whom the images of a study name, each image once, as far as identities are stored.
   *
   * @param imageIds only these images; absent: all
   */
  async identities(studyId: string, imageIds?: readonly string[]): Promise<Map<string, InstanceIdentity>> {
    const found = new Map<string, InstanceIdentity>();
    for (const place of await this.#places(`${studyId}/`)) {
      if (imageIds?.includes(place.imageId) === false) continue;
      const identity = await this.#identity(place);
      if (identity) found.set(place.imageId, identity);
    }
    return found;
  }

  /** Of one image, with the header as it was sent, which only outputs need. */
  async readWithHeader(studyId: string, imageId: string): Promise<IdentityRecord | undefined> {
    const [place] = await this.#places(`${studyId}/${imageId}/`);
    return place && this.#read(place);
  }

  /** The images of a study, as far as identities are stored. */
  async imageIds(studyId: string): Promise<string[]> {
    return unique((await this.#places(`${studyId}/`)).map(({ imageId }) => imageId));
  }

  /** Lists all identities, to find the studies of one patient. */
  async *all(): AsyncGenerator<{ studyId: string; identity: InstanceIdentity }> {
    for await (const name of this.blobs.names('', true)) {
      const place = identityNamed(name);
      const identity = place && (await this.#identity(place));
      if (place && identity) yield { studyId: place.studyId, identity };
    }
  }

  /**
   * The study's salt, which `salt` then has at hand until it is released: for as long as a file of the study is worked
   * on.
   */
  async hold(studyId: string): Promise<StudySalt & { release(): void }> {
    const held = this.#held.get(studyId) ?? { salt: this.#ensureSalt(studyId), holders: 0 };
    this.#held.set(studyId, held);
    held.holders += 1;
    const release = () => {
      held.holders -= 1;
      if (held.holders === 0) this.#held.delete(studyId);
    };
    try {
      return { ...(await held.salt), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** The salt for the audit log's commitments to the study and its images; created on first use. */
  async salt(studyId: string): Promise<string> {
    return (await (this.#held.get(studyId)?.salt ?? this.#ensureSalt(studyId))).salt;
  }

  /** Most studies are new when they are asked for here, and cost one request. */
  async #ensureSalt(studyId: string): Promise<StudySalt> {
    if (this.#known.has(studyId)) {
      const salt = await this.knownSalt(studyId);
      if (salt !== undefined) return { salt, isNew: false };
    }
    const salt = randomBytes(32).toString('hex');
    const isNew = await this.blobs.createJson(saltName(studyId), { schemaVersion: 1, salt });
    if (this.#known.size >= maxKnownStudies) this.#known.clear();
    this.#known.add(studyId);
    return isNew ? { salt, isNew } : { salt: (await this.knownSalt(studyId)) as string, isNew };
  }

  /** Undefined if there is none: the study was never admitted, or it was erased. */
  async knownSalt(studyId: string): Promise<string | undefined> {
    return (await this.blobs.json(saltName(studyId), studySaltSchema))?.salt;
  }

  /**
   * The pseudonyms of the patients whom images of the study name: one, unless the images contradict each other
   * or do not say.
   *
   * @param imageIds only these images; absent: all
   */
  async patientsOf(studyId: string, imageIds?: readonly string[]): Promise<string[]> {
    const places = await this.#places(`${studyId}/`);
    return unique(
      places.flatMap(({ imageId, pseudonym }) =>
        pseudonym === undefined || imageIds?.includes(imageId) === false ? [] : [pseudonym],
      ),
    );
  }

  async studiesOfPatient(pseudonym: string): Promise<string[]> {
    const prefix = patientEntry(pseudonym, '');
    const studies: string[] = [];
    for await (const name of this.blobs.names(prefix, true)) studies.push(name.slice(prefix.length));
    return studies;
  }

  /** Removes the study from what finds it by its patient. */
  async unlinkPatients(studyId: string): Promise<void> {
    await this.index.remove(studyId);
    for (const pseudonym of await this.patientsOf(studyId))
      await this.blobs.container.getBlobClient(patientEntry(pseudonym, studyId)).deleteIfExists();
  }

  /** The arrivals that brought the study's images. */
  async arrivals(studyId: string): Promise<string[]> {
    return unique((await this.#places(`${studyId}/`)).map(({ arrivalId }) => arrivalId));
  }

  async #places(prefix: string): Promise<NamedIdentity[]> {
    const places: NamedIdentity[] = [];
    for await (const name of this.blobs.names(prefix, true)) {
      const place = identityNamed(name);
      if (place !== undefined) places.push(place);
    }
    return places;
  }

  async #identity(place: NamedIdentity): Promise<InstanceIdentity | undefined> {
    const record = await this.#read(place);
    if (record === undefined) return undefined;
    const { header: _, ...identity } = record;
    return identity;
  }

  #read(place: NamedIdentity): Promise<IdentityRecord | undefined> {
    return this.blobs.json(identityName(place), identityRecordSchema);
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function patientEntry(pseudonym: string, studyId: string): string {
  return `patients/${pseudonym}/${studyId}`;
}

function saltName(studyId: string): string {
  return `${studyId}/salt.json`;
}
