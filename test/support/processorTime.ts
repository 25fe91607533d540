/**
 * How long some work keeps the processor, in milliseconds. What else the machine does meanwhile does not count, as it does
 * in the time that passes.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
