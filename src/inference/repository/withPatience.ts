/** How long a caller waits for a slow look at the container before it goes on with what is known. */
const patienceMilliseconds = 10_000;

/** Waits for the work to end, but not for long; what it fails with is for the one who began it to note. */
export async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMilliseconds);
  });
  try {
    await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
