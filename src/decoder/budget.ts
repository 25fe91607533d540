/** What one file may cost, beyond the limits on what is read (`ReadLimits`). */
export interface DecoderBudget {
  /** CPU time, of all threads of the process, from when it has the file until its answer. */
  readonly seconds: number;
  /** Resident memory of the process, including the file and the answer. */
  readonly memoryBytes: number;
}

export interface DecoderOptions extends DecoderBudget {
  /** The maximum number of processes. */
  readonly processes: number;
}

/** A file that took so many times its CPU time by the clock is not slow, but hangs. */
const wallFactor = 4;

/** Wall-clock time from handing the file to a process until the last byte of its answer. */
export function wallSecondsOf({ seconds }: Pick<DecoderBudget, 'seconds'>): number {
  return seconds * wallFactor;
}

/** The default budget. */
export const defaultDecoderBudget: DecoderBudget = { seconds: 10, memoryBytes: 2 ** 30 };
