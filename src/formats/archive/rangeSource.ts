/** Bytes that are stored somewhere and read piece by piece. */
export interface RangeSource {
  readonly size: number;
  /** Returns exactly those bytes; the range must lie inside. */
  read(offset: number, length: number): Promise<Uint8Array>;
}
