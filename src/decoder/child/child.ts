import { readMediaDirectory } from '../../dicom/mediaDirectory';
import { decodeCodestream } from '../../dicom/pixels/decodeCodestream';
import { encodeGreyPng } from '../../imaging/encoding/encodeGreyPng';
import { encodeRendered } from '../../imaging/encoding/encodeRendered';
import { displayPicture } from '../../imaging/transforms/displayPicture';
import type { DecoderHandlers } from '../protocol';
import { answerOfImage } from '../readImageJob';
import type { WatchdogBudget } from '../watchdog';
import { readFile } from './readFile';
import { serve } from './serve';

/** The program of a decoding process. Its only argument is its budget, in JSON. */
const handlers: DecoderHandlers = {
  'read-file': async ({ extension, limits }, bytes) =>
    answerOfImage(await readFile(bytes, `file.${extension}`, limits), bytes),
  'decode-codestream': async ({ description }, bytes) => ({
    json: {},
    parts: [await decodeCodestream(description, bytes)],
  }),
  'read-media-directory': async ({ limits }, bytes) => ({
    json: { files: readMediaDirectory(bytes, limits) },
    parts: [],
  }),
  'render-png': async ({ description }, bytes) => {
    const png = await encodeGreyPng(displayPicture(description, bytes));
    return { json: { pngBytes: png.length }, parts: [png] };
  },
  'render-picture': async ({ description, rendering }, bytes) => {
    const file = await encodeRendered(description, bytes, rendering);
    return { json: { fileBytes: file.length }, parts: [file] };
  },
};

void serve(handlers, JSON.parse(process.argv[2] as string) as WatchdogBudget);
