/** What is encoded, and how: ITU-T T.81 annex H. */
export interface LosslessOptions {
  readonly rows: number;
  readonly columns: number;
  readonly precision: number;
  readonly samples?: number;
  /** Selection value, 1 to 7. */
  readonly predictor?: number;
  readonly pointTransform?: number;
  /** Rows between restart markers. */
  readonly restartRows?: number;
}

/** All 17 categories have codes of five bits: their own number. */
const codeBits = 5;
const categories = Array.from({ length: 17 }, (_, category) => category);

class BitWriter {
  readonly bytes: number[] = [];
  private pending = 0;
  private count = 0;

  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit -= 1) {
      this.pending = (this.pending << 1) | ((value >> bit) & 1);
      this.count += 1;
      if (this.count === 8) this.flush();
    }
  }

  align(): void {
    while (this.count > 0) this.write(1, 1);
  }

  private flush(): void {
    this.bytes.push(this.pending);
    if (this.pending === 0xff) this.bytes.push(0);
    this.pending = 0;
    this.count = 0;
  }
}

function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...content];
}

const word = (value: number) => [value >> 8, value & 255];

/** Predictions from the samples to the left (a), above (b), and to the left above (c). */
const predictions: ((a: number, b: number, c: number) => number)[] = [
  (a) => a,
  (_, b) => b,
  (_a, _b, c) => c,
  (a, b, c) => a + b - c,
  (a, b, c) => a + ((b - c) >> 1),
  (a, b, c) => b + ((a - c) >> 1),
  (a, b) => (a + b) >> 1,
];

function writeDifference(writer: BitWriter, difference: number): void {
  const wrapped = ((difference + 32767) & 0xffff) - 32767;
  const category = wrapped === 32768 ? 16 : 32 - Math.clz32(Math.abs(wrapped));
  writer.write(category, codeBits);
  if (category < 16) writer.write(wrapped < 0 ? wrapped - 1 : wrapped, category);
}

function writeScan(values: readonly number[], options: Required<LosslessOptions>): number[] {
  const { rows, columns, precision, samples, predictor, pointTransform, restartRows } = options;
  const writer = new BitWriter();
  const at = (row: number, column: number, sample: number) =>
    (values[(row * columns + column) * samples + sample] ?? 0) >> pointTransform;
  const predict = predictions[predictor - 1] as (typeof predictions)[number];
  for (let row = 0; row < rows; row += 1) {
    const first = restartRows === 0 ? row === 0 : row % restartRows === 0;
    if (first && row > 0) {
      writer.align();
      writer.bytes.push(0xff, 0xd0 + ((row / restartRows - 1) % 8));
    }
    for (let column = 0; column < columns; column += 1) {
      for (let sample = 0; sample < samples; sample += 1) {
        const [a, b] = [at(row, column - 1, sample), at(row - 1, column, sample)];
        const start = 2 ** (precision - pointTransform - 1);
        const edge = first ? (column === 0 ? start : a) : b;
        const inside = !first && column > 0;
        const predicted = inside ? predict(a, b, at(row - 1, column - 1, sample)) : edge;
        writeDifference(writer, at(row, column, sample) - predicted);
      }
    }
  }
  writer.align();
  return writer.bytes;
}

/** Encodes unsigned values losslessly; samples interleaved. */
export function encodeLosslessJpeg(values: readonly number[], options: LosslessOptions): Buffer {
  const full = { samples: 1, predictor: 1, pointTransform: 0, restartRows: 0, ...options };
  const { rows, columns, precision, samples, predictor, pointTransform, restartRows } = full;
  const ids = Array.from({ length: samples }, (_, index) => index + 1);
  const lengths = Array.from({ length: 16 }, (_, index) => (index === codeBits - 1 ? categories.length : 0));
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xc4, [0, ...lengths, ...categories]),
    ...segment(0xc3, [
      precision,
      ...word(rows),
      ...word(columns),
      samples,
      ...ids.flatMap((id) => [id, 0x11, 0]),
    ]),
    ...(restartRows === 0 ? [] : segment(0xdd, word(restartRows * columns))),
    ...segment(0xda, [samples, ...ids.flatMap((id) => [id, 0]), predictor, 0, pointTransform]),
    ...writeScan(values, full),
    ...[0xff, 0xd9],
  ]);
}
