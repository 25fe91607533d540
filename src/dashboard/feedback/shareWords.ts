import type { Share } from '../../domain/study/feedbackView';

const rounded = (share: number) => (share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0);

/** `87 % (81–91 %), 120 of 138`. */
export function shareWords({ k, n, low, high }: Share): string {
  if (n === 0) return 'none yet';
  return `${rounded(k / n)} % (${rounded(low)}–${rounded(high)} %), ${k} of ${n}`;
}
