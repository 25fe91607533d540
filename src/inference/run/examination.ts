import type { OpenPicture } from '../../imaging/openPicture';
import type { PictureFacts } from '../../imaging/pictureFacts';
import type { Box } from '../../imaging/resizing/resize';
import type { GateManifest, RegionManifest } from '../manifest/manifest';
import type { LoadedModel } from '../repository/admission';
import { findRegion, type RegionSearch } from './findRegion';
import { askGate, type GateDecision } from './gate';
import { judgePicture, type PictureJudgement } from './pictureChecks';
import { type Framed, frameWhole } from './preprocess';

/** One picture examined by any number of classifiers: facts that several of them need are computed once. */
export class Examination {
  #facts: Promise<PictureFacts> | undefined;
  readonly #frames = new Map<LoadedModel, Promise<Framed>>();
  readonly #gates = new Map<LoadedModel<GateManifest>, Promise<GateDecision>>();
  readonly #regions = new Map<LoadedModel<RegionManifest>, Promise<RegionSearch>>();

  /** @param ageYears of the patient, where the file states it; undefined if it states none */
  constructor(
    readonly picture: OpenPicture,
    readonly ageYears?: number,
  ) {}

  /** The measurements of the picture. */
  async judgement(): Promise<PictureJudgement> {
    return judgePicture(await this.#measured());
  }

  /** The part of the picture that models look at, without an even border. */
  async inside(): Promise<Box> {
    const { left, right, top, bottom } = (await this.#measured()).inside;
    const { width, height } = this.picture;
    return {
      x: left * width,
      y: top * height,
      width: (right - left) * width,
      height: (bottom - top) * height,
    };
  }

  #measured(): Promise<PictureFacts> {
    this.#facts ??= this.picture.facts();
    return this.#facts;
  }

  /** @throws see `askGate` */
  gate(gate: LoadedModel<GateManifest>): Promise<GateDecision> {
    return once(this.#gates, gate, async () => askGate(gate, await this.#framed(gate)));
  }

  /** Starts to shrink the picture for a region model, which runs after the gate has accepted the picture. */
  prepareRegion(region: LoadedModel<RegionManifest>): void {
    // The caller of `region` gets the error.
    this.#framed(region).catch(() => undefined);
  }

  /** @throws see `findRegion` */
  region(region: LoadedModel<RegionManifest>): Promise<RegionSearch> {
    return once(this.#regions, region, async () => findRegion(region, await this.#framed(region)));
  }

  #framed(model: LoadedModel<GateManifest | RegionManifest>): Promise<Framed> {
    return once(this.#frames, model, async () =>
      frameWhole(this.picture, 'display', model.manifest.input, await this.inside()),
    );
  }
}

function once<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
