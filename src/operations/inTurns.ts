/** What `work` makes of each, in the order of the list, with so many under way at a time. */
export async function inTurns<T, R>(
  atOnce: number,
  list: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const made: R[] = new Array(list.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < list.length; at = next++) made[at] = await work(list[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  return made;
}
