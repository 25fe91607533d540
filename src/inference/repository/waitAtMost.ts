/** How long a caller waits for a slow container listing before it continues with what is known. */
const timeoutMs = 10_000;

/** Waits for the work to end, or for the timeout. The code that started the work handles its errors. */
export async function waitAtMost(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
