import { readFile } from 'node:fs/promises';
import { corrupt } from '../refusals';
import { LazyModule } from './lazyModule';

/**
 * The decoders that the package dcmjs-codecs compiled to WebAssembly. We use its JPEG library: that of the
 * Independent JPEG Group, which DCMTK extended to 12 and 16 bits and lossless processes. The package's own
 * JavaScript would parse data sets with dcmjs, and log; so we drive its module directly, through its exported
 * functions. Nothing loads that JavaScript, so package.json replaces dcmjs, and the 30 MB that it brings,
 * with an empty package.
 */
interface NativeCodecs {
  readonly memory: { readonly buffer: ArrayBuffer };
  _initialize(): void;
  CreateCodecsContext(): number;
  ReleaseCodecsContext(context: number): void;
  SetColumns(context: number, value: number): void;
  GetColumns(context: number): number;
  SetRows(context: number, value: number): void;
  GetRows(context: number): number;
  SetBitsAllocated(context: number, value: number): void;
  SetBitsStored(context: number, value: number): void;
  SetSamplesPerPixel(context: number, value: number): void;
  SetPixelRepresentation(context: number, value: number): void;
  SetPlanarConfiguration(context: number, value: number): void;
  SetPhotometricInterpretation(context: number, value: number): void;
  SetEncodedBufferSize(context: number, value: number): void;
  GetEncodedBuffer(context: number): number;
  GetDecodedBuffer(context: number): number;
  GetDecodedBufferSize(context: number): number;
  CreateDecoderParameters(): number;
  ReleaseDecoderParameters(parameters: number): void;
  SetConvertColorspaceToRgb(parameters: number, value: number): void;
  DecodeJpeg(context: number, parameters: number): void;
}

/** The module with the messages of its decoders since the last call. */
interface LoadedCodecs {
  readonly codecs: NativeCodecs;
  takeMessages(): string[];
}

/** What the header of a JPEG stream states, and the colour conversion that is wanted. */
export interface JpegPicture {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  /** Convert luminance and chrominance to red, green and blue. */
  readonly toRgb: boolean;
}

/** In the module's own numbering. */
const photometric = { monochrome2: 1, rgb: 3, ybrFull: 4 };

/** The initial memory; most of it is never touched. */
const initialBytes = 256 * 1024 * 1024;

/**
 * The JPEG library's messages about data that it had to invent or to skip. A wrong spectral selection in a
 * sequential scan is not among them: some writers put zeros there, and no decoder uses them.
 */
const complaint = /Corrupt JPEG data|Premature end|Inconsistent progression/;

const native = new LazyModule<LoadedCodecs>(
  load,
  ({ codecs }) => codecs.memory.buffer.byteLength,
  initialBytes,
);

/**
 * Decodes a JPEG stream of any precision, including lossless ones, with the library of the Independent JPEG
 * Group.
 * @returns one byte per sample of up to 8 bits, else two, little endian; samples interleaved
 * @throws RefusedError `corrupt-pixel-data`, also if the library only warns
 */
export function decodeJpegNatively(stream: Uint8Array, picture: JpegPicture): Promise<Uint8Array> {
  return native.use(({ codecs, takeMessages }) => {
    takeMessages();
    const context = openContext(codecs, stream, picture);
    const parameters = codecs.CreateDecoderParameters();
    codecs.SetConvertColorspaceToRgb(parameters, picture.toRgb ? 1 : 0);
    codecs.DecodeJpeg(context, parameters);
    codecs.ReleaseDecoderParameters(parameters);
    const pixels = takePixels(codecs, context, picture);
    const complaints = takeMessages().filter((message) => complaint.test(message));
    if (complaints.length > 0) throw new Error(complaints[0]);
    return pixels;
  });
}

function openContext(codecs: NativeCodecs, stream: Uint8Array, picture: JpegPicture): number {
  const { rows, columns, components, precision, toRgb } = picture;
  const context = codecs.CreateCodecsContext();
  codecs.SetRows(context, rows);
  codecs.SetColumns(context, columns);
  codecs.SetSamplesPerPixel(context, components);
  codecs.SetBitsAllocated(context, precision > 8 ? 16 : 8);
  codecs.SetBitsStored(context, precision);
  codecs.SetPixelRepresentation(context, 0);
  codecs.SetPlanarConfiguration(context, 0);
  const colour = toRgb ? photometric.ybrFull : photometric.rgb;
  codecs.SetPhotometricInterpretation(context, components === 1 ? photometric.monochrome2 : colour);
  codecs.SetEncodedBufferSize(context, stream.length);
  new Uint8Array(codecs.memory.buffer).set(stream, codecs.GetEncodedBuffer(context));
  return context;
}

function takePixels(codecs: NativeCodecs, context: number, picture: JpegPicture): Uint8Array {
  const { rows, columns, components, precision } = picture;
  const size = codecs.GetDecodedBufferSize(context);
  const same = codecs.GetRows(context) === rows && codecs.GetColumns(context) === columns;
  if (!same || size !== rows * columns * components * (precision > 8 ? 2 : 1)) throw corrupt();
  const pixels = new Uint8Array(codecs.memory.buffer, codecs.GetDecodedBuffer(context), size).slice();
  codecs.ReleaseCodecsContext(context);
  return pixels;
}

/** WASI's answer for a file that does not exist; we give it to every other system call as well. */
const badFileDescriptor = 8;

/** The maximum number of messages kept; a damaged stream can make a library complain without end. */
const maxMessages = 200;

async function load(): Promise<LoadedCodecs> {
  const file = await readFile(require.resolve('dcmjs-codecs/build/dcmjs-native-codecs.wasm'));
  let messages: string[] = [];
  let codecs: NativeCodecs | undefined;
  const text = (address: number, length: number) =>
    codecs === undefined ? '' : Buffer.from(codecs.memory.buffer, address, length).toString('latin1');
  const keep = (address: number, length: number): undefined => {
    if (messages.length < maxMessages) messages.push(text(address, length));
  };
  const fail = (address: number, length: number): never => {
    throw new Error(text(address, length));
  };
  const ignore = () => 0;
  const refuse = () => badFileDescriptor;
  const { instance } = await WebAssembly.instantiate(file, {
    env: {
      onCodecsException: fail,
      onCodecsInfo: keep,
      onCodecsTrace: ignore,
      emscripten_notify_memory_growth: ignore,
    },
    // No file, no clock, no environment: the decoders need none of them, so they get none.
    wasi_snapshot_preview1: {
      proc_exit: (code: number) => {
        throw new Error(`exit ${code}`);
      },
      clock_time_get: refuse,
      fd_write: refuse,
      fd_close: refuse,
      fd_seek: refuse,
      environ_get: refuse,
      environ_sizes_get: refuse,
    },
  });
  codecs = instance.exports as unknown as NativeCodecs;
  codecs._initialize();
  return {
    codecs,
    takeMessages: () => {
      const taken = messages;
      messages = [];
      return taken;
    },
  };
}
