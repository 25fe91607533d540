import { DecoderPool } from '../decoder/decoderPool';
import { Floor } from '../decoder/floor';
import { withSecondTry } from '../decoder/secondTry';
import type { ChildProgram } from '../decoder/startChild';
import type { JobRunner } from '../decoder/work';
import type {
  CodestreamDecoder,
  FileReader,
  PictureOpener,
  PictureRenderer,
  PngRenderer,
} from '../operations/ports';
import type { Settings } from '../settings/settings';

/** Reads files and opens pictures for HTTP requests. */
export interface OnRequest {
  readonly readFile: FileReader;
  readonly decodeCodestream: CodestreamDecoder;
  readonly renderPng: PngRenderer;
  readonly renderPicture: PictureRenderer;
  readonly openPicture: PictureOpener;
}

/** The processes that read files. What callers send or open has its own, so that it never holds up arrivals. */
export interface Decoders {
  /** For the workflow: a file that took too much is read once more, alone. */
  readonly arrivals: JobRunner;
  /** For HTTP requests, whose callers can send them again. */
  readonly requests: JobRunner;
  close(): Promise<void>;
}

/** @param program that the processes run; absent: the real one */
export function openDecoders(
  { decoders, requestDecoders }: Pick<Settings, 'decoders' | 'requestDecoders'>,
  program?: ChildProgram,
): Decoders {
  const floor = new Floor();
  const arrivals = new DecoderPool(decoders, program, floor);
  const requests = new DecoderPool({ ...decoders, processes: requestDecoders }, program, floor);
  return {
    arrivals: withSecondTry(arrivals),
    requests,
    close: async () => {
      await Promise.all([arrivals.close(), requests.close()]);
    },
  };
}
