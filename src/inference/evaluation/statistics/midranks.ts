/** Ranks from 1 in the order of the given values; equal values share the mean of their ranks. */
export function midranks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).sort((a, b) => at(values, a) - at(values, b));
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && valueAt(values, order, end) === valueAt(values, order, first)) end++;
    for (let place = first; place < end; place++) ranks[at(order, place)] = (first + end + 1) / 2;
    first = end;
  }
  return ranks;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}

function valueAt(values: readonly number[], order: readonly number[], place: number): number {
  return at(values, at(order, place));
}
