import type { OpenPicture } from '../../imaging/openPicture';
import type { PictureFacts } from '../../imaging/pictureFacts';
import type { Box } from '../../imaging/resizing/resize';
import type { GateManifest, RegionManifest } from '../manifest/manifest';
import type { LoadedModel } from '../repository/admission';
import { findRegion, type RegionSearch } from './findRegion';
import { askGate, type GateDecision } from './gate';
import { judgePicture, type PictureJudgement } from './pictureChecks';
import { type Framed, frameWhole } from './preprocess';

/**
 * How much of a border a gate is shown on each side, as a share of what is inside. The air beside a body is
 * even and black like a border, and tells a lateral view from a frontal one.
 */
const GATE_MARGIN = 0.2;

/** One picture examined by any number of classifiers: facts that several of them need are computed once. */
export class Examination {
  #facts: Promise<PictureFacts> | undefined;
  readonly #frames = new Map<LoadedModel<RegionManifest>, Promise<Framed>>();
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

  /** The part of the picture that region models and classifiers look at, without an even border. */
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
    return once(this.#gates, gate, async () =>
      askGate(gate, await this.#framed(gate, await this.#around(GATE_MARGIN))),
    );
  }

  /** Starts to shrink the picture for a region model, which runs after the gate has accepted the picture. */
  prepareRegion(region: LoadedModel<RegionManifest>): void {
    // The caller of `region` gets the error.
    this.#regionFrame(region).catch(() => undefined);
  }

  /** @throws see `findRegion` */
  region(region: LoadedModel<RegionManifest>): Promise<RegionSearch> {
    return once(this.#regions, region, async () => findRegion(region, await this.#regionFrame(region)));
  }

  #regionFrame(region: LoadedModel<RegionManifest>): Promise<Framed> {
    return once(this.#frames, region, async () => this.#framed(region, await this.inside()));
  }

  #framed(model: LoadedModel<GateManifest | RegionManifest>, box: Box): Promise<Framed> {
    return frameWhole(this.picture, 'display', model.manifest.input, box);
  }

  /** What is inside with a margin on each side, `share` of it wide or high, as far as the picture goes. */
  async #around(share: number): Promise<Box> {
    const { x, y, width, height } = await this.inside();
    const [left, top] = [Math.max(0, x - share * width), Math.max(0, y - share * height)];
    const right = Math.min(this.picture.width, x + (1 + share) * width);
    const bottom = Math.min(this.picture.height, y + (1 + share) * height);
    return { x: left, y: top, width: right - left, height: bottom - top };
  }
}

function once<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
