import type { ImageDescription } from '../../domain/image/imageDescription';
import { isFineEnough } from '../../domain/image/reduction';
import type { ModelRef } from '../../domain/models/analysis';
import { DecoderUnavailableError } from '../../domain/reasons/decoderUnavailable';
import { RefusedError } from '../../domain/reasons/refusals';
import type { GreyBytes } from '../../imaging/encoding/greyBytes';
import { type OpenPicture, PictureLostError } from '../../imaging/openPicture';
import type { Look, ModelsPort, PictureOpener, Wanted } from '../ports';
import type { DescribedPixels } from './fullImage';

export interface ImageVisitDeps {
  readonly models: Pick<ModelsPort, 'inputSide' | 'examine'>;
  readonly openPicture: PictureOpener;
  readonly logError: (message: string) => void;
}

/**
 * An image and the source of its stored values. Each function is called at most once, and the visit owns the
 * result.
 */
export interface VisitedImage {
  readonly description: ImageDescription;
  /** As read or stored, reduced or not. */
  pixels(): Promise<Uint8Array>;
  /** The full picture of a reduced image. @throws RefusedError if its finer details are damaged */
  full(): Promise<DescribedPixels>;
}

interface Opened {
  readonly picture: OpenPicture;
  readonly look: (model: ModelRef) => Promise<Look>;
}

/**
 * One image for any number of models. Its pixels are fetched once and its pictures made once, and whatever
 * several models share runs once. Must be closed.
 */
export class ImageVisit {
  #asRead: Promise<Opened> | undefined;
  #full: Promise<Opened> | undefined;

  constructor(
    private readonly deps: ImageVisitDeps,
    private readonly image: VisitedImage,
    private readonly wanted: Wanted = { heatMaps: true },
  ) {}

  /**
   * Runs one model. A failing picture or network becomes an abstention, since it would fail again. Storage
   * failures, lost threads and a lack of processes are thrown. No message quotes the file.
   */
  async look(model: ModelRef): Promise<Look> {
    try {
      const { look } = await this.#fineEnoughFor(await this.deps.models.inputSide(model));
      return await look(model).catch((error) => this.#failed(model, error));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return this.#failed(model, error);
    }
  }

  /** The picture in 256 levels; undefined if it cannot be shown. @param maxSide longest side in pixels */
  async preview(maxSide: number): Promise<GreyBytes | undefined> {
    const { picture } = await this.#openAsRead();
    try {
      return await picture.preview(maxSide);
    } catch (error) {
      if (error instanceof PictureLostError) throw error;
      this.deps.logError(`the preview failed: ${(error as Error).message}`);
      return undefined;
    }
  }

  async close(): Promise<void> {
    for (const opened of await Promise.allSettled([this.#asRead, this.#full]))
      if (opened.status === 'fulfilled') opened.value?.picture.close();
  }

  /** The pixels as read, unless the model needs more detail than the reduced ones have. */
  #fineEnoughFor(inputSide: number): Promise<Opened> {
    return isFineEnough(this.image.description, inputSide) ? this.#openAsRead() : this.#openFull();
  }

  #openAsRead(): Promise<Opened> {
    const { description } = this.image;
    this.#asRead ??= this.image.pixels().then((pixels) => this.#open({ description, pixels }));
    return this.#asRead;
  }

  #openFull(): Promise<Opened> {
    this.#full ??= this.image.full().then((full) => this.#open(full));
    return this.#full;
  }

  #open({ description, pixels }: DescribedPixels): Opened {
    const picture = this.deps.openPicture(description, pixels);
    return { picture, look: this.deps.models.examine(picture, description.ageYears, this.wanted) };
  }

  /** Failures that a retry would repeat: the image is then not analysed, and the reason says so. */
  #failed(model: ModelRef, error: unknown): Look {
    if (error instanceof PictureLostError || error instanceof DecoderUnavailableError) throw error;
    this.deps.logError(`model ${model.id}@${model.version} failed: ${(error as Error).message}`);
    return { analysis: { outcome: 'abstained', model, reason: 'analysis-failed', notes: [] }, heatMaps: [] };
  }
}
