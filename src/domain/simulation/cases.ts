import type { Kind } from './population';
import { Random } from './random';
import { hourly, type Room } from './room';

/** A study as it comes, or an interruption, which has no kind. Minutes from the start. */
export interface Case {
  readonly arrival: number;
  readonly minutes: number;
  readonly kind?: Kind;
}

const hour = 60;

/** What comes into a room until a time in minutes, in order; the same for the same seed. */
export function drawCases(
  room: Room,
  draw: (random: Random) => Kind,
  { seed, until }: { readonly seed: number; readonly until: number },
): Case[] {
  const { readingMinutes, interruptions } = room;
  const kinds = new Random(seed, 1);
  const reading = new Random(seed, 2);
  const studies = arrivalTimes(hourly(room.arrivalsPerHour), new Random(seed, 3), until).map((arrival) => {
    const kind = draw(kinds);
    const mean = kind.diseased ? readingMinutes.diseased : readingMinutes.others;
    return {
      arrival,
      kind,
      minutes: readingMinutes.spread === 'fixed' ? mean : mean * reading.exponential(),
    };
  });
  const between = new Random(seed, 4);
  const calls = arrivalTimes([interruptions.perHour], new Random(seed, 5), until).map((arrival) => ({
    arrival,
    minutes: interruptions.minutes * between.exponential(),
  }));
  return [...studies, ...calls].sort((a, b) => a.arrival - b.arrival);
}

/** A Poisson process whose rate changes by the hour. */
function arrivalTimes(perHour: readonly number[], random: Random, until: number): number[] {
  const times: number[] = [];
  let left = random.exponential();
  for (let start = 0; start < until; start += hour) {
    const rate = (perHour[(start / hour) % perHour.length] as number) / hour;
    let at = start;
    while (left < rate * (start + hour - at)) {
      at += left / rate;
      times.push(at);
      left = random.exponential();
    }
    left -= rate * (start + hour - at);
  }
  return times;
}
