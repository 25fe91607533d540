import type { HistoryEvent, IncomingEvent } from './history';
import type { InstanceRecord, LiveInstance, Work } from './instance';

/** One change to the hub. Changes committed together are atomic. */
export type Change =
  /** An instance starts and replaces a finished one with the same id. */
  | { readonly type: 'begin'; readonly record: InstanceRecord }
  | { readonly type: 'update'; readonly record: InstanceRecord }
  | {
      readonly type: 'append';
      readonly id: string;
      readonly from: number;
      readonly events: readonly HistoryEvent[];
    }
  /** Discards history and open work; unseen events stay. */
  | { readonly type: 'restart'; readonly id: string }
  | {
      readonly type: 'deliver';
      readonly id: string;
      readonly sequence: number;
      readonly event: IncomingEvent;
    }
  | { readonly type: 'consume'; readonly id: string; readonly sequences: readonly number[] }
  | { readonly type: 'open'; readonly id: string; readonly work: Work }
  | { readonly type: 'close'; readonly id: string; readonly taskId: number }
  | { readonly type: 'purge'; readonly id: string };

/** The id of the instance that a change concerns. */
export function changedId(change: Change): string {
  return 'record' in change ? change.record.id : change.id;
}

/** Applies a change in memory. */
export function applyInMemory(live: Map<string, LiveInstance>, change: Change): void {
  if (change.type === 'begin') {
    live.set(change.record.id, { record: change.record, history: [], inbox: new Map(), work: new Map() });
    return;
  }
  const instance = live.get(changedId(change));
  if (instance === undefined) return;
  switch (change.type) {
    case 'update':
      instance.record = change.record;
      break;
    case 'append':
      instance.history.push(...change.events);
      break;
    case 'restart':
      instance.history = [];
      instance.work.clear();
      break;
    case 'deliver':
      instance.inbox.set(change.sequence, change.event);
      break;
    case 'consume':
      for (const sequence of change.sequences) instance.inbox.delete(sequence);
      break;
    case 'open':
      instance.work.set(change.work.taskId, change.work);
      break;
    case 'close':
      instance.work.delete(change.taskId);
      break;
    case 'purge':
      live.delete(change.id);
      break;
  }
}
