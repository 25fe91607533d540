import { commitmentOf } from '../../../domain/kernel/sealing/commitment';
import { deliverySchema } from '../../../domain/outputs/delivery';
import { type BlobTree, readJsonBlob } from '../blobTree';
import type { Fault } from '../fault';
import { type Context, isOld } from '../publishedState';
import type { Suspicions } from '../suspicions';
import type { PromisedOutput } from './outputIndex';

/** An object, as its name tells: of which edition of which output, and the SHA-256 of its bytes. */
const objectPattern =
  /^studies\/(?<output>(?<studyId>[0-9a-f]{64})\/[^/]+\/[^/]+)\/(?<edition>[^/]+)\/(?<stated>[0-9a-f]{64})\.[a-z0-9]+$/;
const deliveryPattern = /^studies\/(?<output>[0-9a-f]{64}\/[^/]+\/[^/]+)\.json$/;

interface StoredOutput {
  readonly name: string;
  readonly studyId: string;
  /** The SHA-256 that its name states, and that of its bytes. */
  readonly stated: string;
  readonly sha256: string;
}

/** Checks what was sent to other systems against the log, byte by byte. */
export class OutputCheck {
  /** Objects that were compared. */
  read = 0;
  /** Those that the log speaks of and that are there, changed or not. */
  readonly #found = new Set<PromisedOutput>();
  /** Objects as what became of the outputs names them. */
  readonly #named: { readonly studyId: string; readonly sha256: string; readonly blob: string }[] = [];
  /** Editions that were made and never tried, so that the log says nothing of them. */
  readonly #untried = new Set<string>();

  constructor(
    private readonly tree: BlobTree,
    private readonly context: Context,
    private readonly suspicions: Suspicions,
  ) {}

  async run(): Promise<void> {
    for await (const name of this.tree.list('outputs', 'studies/')) {
      const { output } = deliveryPattern.exec(name)?.groups ?? {};
      // What became of an output comes before its objects in the order of names.
      if (output !== undefined) await this.#delivery(output, name);
      else await this.#object(name);
    }
  }

  /** Objects that were sent and that are missing: not erased, and not so new that they may still come. */
  missing(): Fault[] {
    const { index } = this.context;
    const names = new Map(
      this.#named.map(({ studyId, sha256, blob }) => [this.#promise(studyId, sha256), `outputs/${blob}`]),
    );
    return [...index.outputs.all()]
      .filter(
        ({ study, promised }) =>
          !this.#found.has(promised) && !index.erased.has(study) && isOld(this.context, promised.at),
      )
      .map(({ promised }) => ({
        code: 'content-missing',
        where: names.get(promised) ?? promised.place,
        detail: `${promised.what}, recorded in ${promised.place}`,
      }));
  }

  async #delivery(output: string, name: string): Promise<void> {
    const { data } = deliverySchema.safeParse(
      await readJsonBlob(this.tree, 'outputs', name).catch(() => undefined),
    );
    for (const { edition, tries, objects } of data?.editions ?? []) {
      if (tries === 0) this.#untried.add(`${output}/${edition}`);
      for (const { blob, sha256 } of objects)
        this.#named.push({ studyId: data?.studyId ?? '', sha256, blob });
    }
  }

  async #object(name: string): Promise<void> {
    const { output, studyId = '', edition, stated = '' } = objectPattern.exec(name)?.groups ?? {};
    const sha256 = await this.tree.sha256('outputs', name);
    // Erased since it was listed; or never tried, whatever it is.
    if (sha256 === undefined || this.#untried.has(`${output}/${edition}`)) return;
    this.read += 1;
    this.suspicions.judge(() => this.#faults({ name, studyId, stated, sha256 }));
  }

  #faults({ name, studyId, stated, sha256 }: StoredOutput): Fault[] {
    const where = `outputs/${name}`;
    const promised = this.#promise(studyId, stated);
    if (promised === undefined) return [{ code: 'result-without-entry', where }];
    this.#found.add(promised);
    if (stated === sha256) return [];
    return [{ code: 'content-changed', where, detail: `recorded in ${promised.place}` }];
  }

  #promise(studyId: string, sha256: string): PromisedOutput | undefined {
    const { subjects, index } = this.context;
    const study = subjects.studyOf.get(studyId);
    return study && index.outputs.find(study.commitment, commitmentOf(study.salt, 'output', sha256));
  }
}
