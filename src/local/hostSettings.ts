import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asError, RuntimeStartError } from './errors';

/** The settings of host.json that the local runtime applies; everything else in that file is for Azure. */
export interface HostSettings {
  readonly routePrefix: string;
  /** How long a function may run; unlimited if host.json omits it or says -1. */
  readonly functionTimeoutSeconds: number | undefined;
  readonly blobs: { readonly maxDegreeOfParallelism: number; readonly poisonBlobThreshold: number };
  readonly queues: {
    readonly batchSize: number;
    readonly newBatchThreshold: number;
    readonly maxDequeueCount: number;
    readonly visibilityTimeoutSeconds: number;
    readonly base64: boolean;
  };
  readonly durable: {
    readonly hubName: string;
    readonly maxConcurrentActivities: number;
    readonly maxConcurrentOrchestrators: number;
  };
}

/** Reads the app's host.json. A missing setting has the real host's default. */
export function readHostSettings(appDirectory: string): HostSettings {
  const file = join(appDirectory, 'host.json');
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RuntimeStartError(`${file} cannot be read: ${asError(error).message}`);
  }
  return hostSettings(parsed, file);
}

/** The settings of a parsed host.json. */
export function hostSettings(parsed: unknown, file = 'host.json'): HostSettings {
  const at = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], parsed);
  const count = (path: string, otherwise: number): number => {
    const value = at(path) ?? otherwise;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    throw new RuntimeStartError(
      `${file}: ${path} must be a whole number above 0, not ${JSON.stringify(value)}.`,
    );
  };
  const text = (path: string, otherwise: string): string => {
    const value = at(path) ?? otherwise;
    if (typeof value === 'string') return value;
    throw new RuntimeStartError(`${file}: ${path} must be a string, not ${JSON.stringify(value)}.`);
  };
  const timeSpan = (path: string, otherwise: string): number => {
    const value = text(path, otherwise);
    const seconds = timeSpanSeconds(value);
    if (seconds !== undefined) return seconds;
    throw new RuntimeStartError(`${file}: ${path} must look like hh:mm:ss, not "${value}".`);
  };
  const batchSize = count('extensions.queues.batchSize', 16);
  const timeout = at('functionTimeout');
  const isBounded = timeout !== undefined && timeout !== null && timeout !== '-1';
  return {
    routePrefix: text('extensions.http.routePrefix', 'api'),
    functionTimeoutSeconds: isBounded ? timeSpan('functionTimeout', '') : undefined,
    blobs: {
      maxDegreeOfParallelism: count('extensions.blobs.maxDegreeOfParallelism', 8),
      poisonBlobThreshold: count('extensions.blobs.poisonBlobThreshold', 5),
    },
    queues: {
      batchSize,
      newBatchThreshold: Number(at('extensions.queues.newBatchThreshold') ?? Math.floor(batchSize / 2)),
      maxDequeueCount: count('extensions.queues.maxDequeueCount', 5),
      visibilityTimeoutSeconds: timeSpan('extensions.queues.visibilityTimeout', '00:00:00'),
      base64: text('extensions.queues.messageEncoding', 'base64').toLowerCase() !== 'none',
    },
    durable: {
      hubName: text('extensions.durableTask.hubName', 'TestHubName'),
      maxConcurrentActivities: count('extensions.durableTask.maxConcurrentActivityFunctions', 10),
      maxConcurrentOrchestrators: count('extensions.durableTask.maxConcurrentOrchestratorFunctions', 10),
    },
  };
}

/** Seconds in a .NET time span, `[d.]hh:mm:ss[.fff]`; undefined if the text is not one. */
export function timeSpanSeconds(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(text);
  if (match === null) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
