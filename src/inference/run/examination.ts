import type { OpenPicture } from '../../imaging/openPicture';
import type { GateManifest, RegionManifest } from '../manifest/manifest';
import type { LoadedModel } from '../repository/admission';
import { findRegion, type RegionSearch } from './findRegion';
import { askGate, type GateDecision } from './gate';
import { judgePicture, type PictureJudgement } from './pictureChecks';

/** One picture before any number of classifiers: what several of them want to know of it is found out once. */
export class Examination {
  #judgement: Promise<PictureJudgement> | undefined;
  readonly #gates = new Map<LoadedModel<GateManifest>, Promise<GateDecision>>();
  readonly #regions = new Map<LoadedModel<RegionManifest>, Promise<RegionSearch>>();

  constructor(readonly picture: OpenPicture) {}

  /** What is counted in the picture. */
  judgement(): Promise<PictureJudgement> {
    this.#judgement ??= this.picture.facts().then(judgePicture);
    return this.#judgement;
  }

  /** @throws see `askGate` */
  gate(gate: LoadedModel<GateManifest>): Promise<GateDecision> {
    return once(this.#gates, gate, () => askGate(gate, this.picture));
  }

  /** @throws see `findRegion` */
  region(region: LoadedModel<RegionManifest>): Promise<RegionSearch> {
    return once(this.#regions, region, () => findRegion(region, this.picture));
  }
}

function once<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
