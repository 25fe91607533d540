import { useServerNow } from '../api/serverClock';
import { words } from '../language/language';

const minute = 60_000;

const two = (part: number) => String(part).padStart(2, '0');

/** Local date, as the language has it. @param at ISO */
export function localDay(at: string): string {
  const date = new Date(at);
  return words.values.day(`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`);
}

/** Local date and time to the minute. @param at ISO */
export function localTime(at: string): string {
  const date = new Date(at);
  return `${localDay(at)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Sentences of the app with their times as this page has all of them: local ones. */
export function withLocalTimes(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC/g, (_, day, time) =>
    localTime(`${day}T${time}:00Z`),
  );
}

/** The same, with the ISO time in machine-readable form. */
export function When({ at }: { readonly at: string }) {
  return <time dateTime={at}>{localTime(at)}</time>;
}

interface SinceProps {
  readonly at: string;
  /** @param milliseconds since then */
  readonly words: (milliseconds: number) => string;
}

/** How long ago, by the server's clock, ticking. */
export function Since({ at, words: told }: SinceProps) {
  const now = useServerNow(10_000);
  return (
    <time dateTime={at} title={localTime(at)}>
      {told(Math.max(0, now - Date.parse(at)))}
    </time>
  );
}

/** The urgency of a due time. */
function nearness(left: number): string {
  if (left < 0) return 'overdue';
  return left < 15 * minute ? 'soon' : '';
}

export function Due({ at }: { readonly at: string }) {
  const now = useServerNow(10_000);
  return (
    <time dateTime={at} title={localTime(at)} class={dueClass(at, now)}>
      {words.values.due(at, now)}
    </time>
  );
}

/** @param now the server's clock, in milliseconds */
export function dueClass(at: string, now: number): string {
  return `due ${nearness(Date.parse(at) - now)}`;
}
