/** What one file may cost, beyond the limits on what is read (`ReadLimits`). */
export interface DecoderBudget {
  /** Wall-clock time from handing the file to a process until the last byte of its answer. */
  readonly seconds: number;
  /** Resident memory of the process, including the file and the answer. */
  readonly memoryBytes: number;
}

export interface DecoderOptions extends DecoderBudget {
  /** The maximum number of processes. */
  readonly processes: number;
}

/** The default budget. */
export const defaultDecoderBudget: DecoderBudget = { seconds: 10, memoryBytes: 2 ** 30 };
