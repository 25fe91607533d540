import type { ReadingOrder } from '../../../domain/simulation/readingOrders';
import type { Estimate } from '../../../domain/simulation/summary';

export const orderWords: Readonly<Record<ReadingOrder, string>> = {
  asItCame: 'as they came (first in, first out)',
  asOrdered: 'as ordered, without a model',
  triaged: 'by the triage policy',
  byScore: 'by the score alone',
};

/** Minutes as people say them. */
export function minutesText(minutes: number): string {
  const digits = Math.abs(minutes) < 10 ? 1 : 0;
  return `${withoutMinusZero(minutes.toFixed(digits))} min`;
}

function withoutMinusZero(rounded: string): string {
  return Number(rounded) === 0 ? rounded.replace('-', '') : rounded;
}

export function estimateText({ mean, low, high }: Estimate): string {
  return `${minutesText(mean)} (${minutesText(low).replace(' min', '')} to ${minutesText(high).replace(' min', '')})`;
}

/** @param saved how much sooner it is read; negative: later */
export function savedText(saved: Estimate | undefined, what: string): string {
  if (saved === undefined)
    return `There were too few ${what} studies to say what the policy changes for them.`;
  const { mean, low, high } = saved;
  if (low <= 0 && high >= 0)
    return `${capital(what)} studies are read neither clearly sooner nor later: ${estimateText(saved)} sooner.`;
  const positive = mean > 0 ? saved : { mean: -mean, low: -high, high: -low };
  return `${capital(what)} studies are read ${estimateText(positive)} ${mean > 0 ? 'sooner' : 'later'} than as they came.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function percentText(share: number): string {
  const percent = 100 * share;
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

export function listTitle(hours: number, size: number): string {
  return hours === 0 ? `${size} that came at once` : `${size} that came over ${hours} hours`;
}
