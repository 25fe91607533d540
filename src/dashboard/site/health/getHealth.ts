import { type Answered, respond } from '../../api/routes';

export type Health = Answered<'GET /api/health'>;

/** 503 has the same body. */
export async function getHealth(): Promise<Health> {
  const response = await fetch('/api/health', { cache: 'no-store' });
  if (response.ok || response.status === 503) return response.json() as Promise<Health>;
  return (await respond('GET /api/health', {})).json() as Promise<Health>;
}
