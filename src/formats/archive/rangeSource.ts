/** Bytes that lie somewhere and are read a piece at a time. */
export interface RangeSource {
  readonly size: number;
  /** Exactly those bytes; the range lies inside. */
  read(offset: number, length: number): Promise<Uint8Array>;
}
