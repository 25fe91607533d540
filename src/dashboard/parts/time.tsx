import { useServerNow } from '../api/serverClock';
import { dueIn, duration } from '../words/words';

const minute = 60_000;

/** Local date and time to the minute, with the ISO time for machines. */
export function When({ at }: { readonly at: string }) {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return (
    <time dateTime={at} title={at}>
      {day} {two(date.getHours())}:{two(date.getMinutes())}
    </time>
  );
}

/** How long ago; by the server's clock, ticking. */
export function Ago({ at }: { readonly at: string }) {
  const now = useServerNow(10_000);
  return (
    <time dateTime={at} title={at}>
      {duration(Math.max(0, now - Date.parse(at)))}
    </time>
  );
}

/** How urgent it has become. */
function nearness(left: number): string {
  if (left < 0) return 'overdue';
  return left < 15 * minute ? 'soon' : '';
}

export function Due({ at }: { readonly at: string }) {
  const now = useServerNow(10_000);
  return (
    <time dateTime={at} title={at} class={`due ${nearness(Date.parse(at) - now)}`}>
      {dueIn(at, now)}
    </time>
  );
}
