import type { OutputsPort } from './ports';

/** Receivers that do not let the app in, and how many outputs wait for that; by their notes alone. */
export async function deniedOutputs(
  outputs: Pick<OutputsPort, 'marked'>,
): Promise<{ receiver: string; outputs: number }[]> {
  const counts = new Map<string, number>();
  for await (const { receiver } of outputs.marked('denied'))
    counts.set(receiver, (counts.get(receiver) ?? 0) + 1);
  return [...counts].map(([receiver, outputs]) => ({ receiver, outputs }));
}
