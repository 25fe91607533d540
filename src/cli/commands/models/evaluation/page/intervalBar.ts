import { type Html, html } from '../../../../../formats/html';
import type { Interval } from '../../../../../inference/evaluation/statistics/share';
import { round } from '../../../support/page/plot';

const percent = (share: number) => `${round(share * 100)}%`;

/**
 * An interval on a line from 0 to 1, beside its number.
 *
 * @param reference a value to compare it with, such as that of all files
 */
export function intervalBar({ value, low, high }: Interval, reference?: number): Html {
  const line =
    reference === undefined
      ? html``
      : html`<line class="reference" x1="${percent(reference)}" x2="${percent(reference)}" y1="0" y2="16"/>`;
  return html`<svg class="bar" width="100%" height="16" aria-hidden="true"><line class="rail" x1="0%" x2="100%" y1="8" y2="8"/>${line}<line class="span" x1="${percent(low)}" x2="${percent(high)}" y1="8" y2="8"/><circle cx="${percent(value)}" cy="8" r="4"/></svg>`;
}
