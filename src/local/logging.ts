export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical';

/** One line of the runtime's log. */
export interface LogEntry {
  readonly time: Date;
  readonly level: LogLevel;
  /** The source of the entry: the runtime itself, or the functions that it runs. */
  readonly source: 'runtime' | 'app';
  readonly message: string;
  /** The function that was running, if any. */
  readonly functionName?: string;
  readonly invocationId?: string;
}

/** How the parts of the runtime write to the log. */
export type Log = (level: LogLevel, message: string, about?: Partial<LogEntry>) => void;

/** A log that passes its entries to `sink`, with every secret masked. */
export function createLog(sink: (entry: LogEntry) => void, secrets: () => readonly string[]): Log {
  return (level, message, about = {}) => {
    let text = message;
    for (const secret of secrets()) text = text.replaceAll(secret, '[secret]');
    sink({ time: new Date(), level, source: 'runtime', ...about, message: text });
  };
}

/** The default log: warnings and errors, to standard error. */
export function toStandardError(entry: LogEntry): void {
  if (entry.level !== 'error' && entry.level !== 'critical') return;
  const where = entry.functionName === undefined ? '' : ` ${entry.functionName}:`;
  process.stderr.write(`[${entry.level}]${where} ${entry.message}\n`);
}
