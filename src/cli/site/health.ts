import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { texts } from '../language/declared';
import { CliError } from '../terminal/errors';

const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  loading: z.boolean(),
  models: z.array(z.object({ id: z.string(), version: z.string() })),
  problems: z.array(z.object({ model: z.string(), message: z.string() })),
});

/** The app's own health report. */
export type Health = z.infer<typeof healthSchema>;

const answerMilliseconds = 120_000;

const pauseMilliseconds = 200;

/**
 * Asks a running app for its health, until it has loaded its models.
 *
 * @throws CliError if it does not answer, or the answer is unreadable
 */
export async function readHealth(url: string, signal: AbortSignal): Promise<Health> {
  const end = performance.now() + answerMilliseconds;
  for (;;) {
    const health = await askHealth(url, signal);
    if (!health.loading || performance.now() > end) return health;
    await sleep(pauseMilliseconds, undefined, { signal });
  }
}

async function askHealth(url: string, signal: AbortSignal): Promise<Health> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(new URL('/api/health', url), {
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMilliseconds)]),
    });
    body = await response.json();
  } catch (error) {
    throw new CliError(texts.errors.app.silent(url), undefined, {
      cause: error,
    });
  }
  const parsed = healthSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new CliError(texts.errors.app.unclear(url, response.status), undefined, { cause: parsed.error });
}

/** The line about unusable models; undefined if there is nothing to say. */
export function modelWarning({ problems, status }: Health): string | undefined {
  const said = texts.errors.models;
  const [first, ...others] = problems.map(({ model, message }) => ({ model, why: sentence(message) }));
  if (first?.model === 'all') return said.all(first.why);
  // Without a version it is about the repository: "models", "models container".
  const isModel = ({ model }: { model: string }) => model.includes('@');
  if (first && others.length === 0)
    return isModel(first) ? said.one(first.model, first.why) : said.other(first.model, first.why);
  if (first) {
    const all = [first, ...others];
    const each = all.map(({ model, why }) => `${model}: ${why}`).join(' ');
    return all.every(isModel) ? said.several(all.length, each) : said.problems(all.length, each);
  }
  return status === 'unavailable' ? said.none : undefined;
}

function sentence(message: string): string {
  return `${message.replace(/\s+/g, ' ').replace(/\.$/, '')}.`;
}
