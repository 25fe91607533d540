/** What one file may cost, beyond the limits of what is read (`ReadLimits`). */
export interface DecoderBudget {
  /** Wall clock, from the moment in which a process is handed the file to the last byte of its answer. */
  readonly seconds: number;
  /** Resident memory of the process, the file and the answer included. */
  readonly memoryBytes: number;
}

export interface DecoderOptions extends DecoderBudget {
  /** How many processes at most. */
  readonly processes: number;
}

/** What is allowed unless the settings say otherwise. */
export const defaultDecoderBudget: DecoderBudget = { seconds: 10, memoryBytes: 2 ** 30 };
