/**
 * Mean waits by queueing theory: Poisson arrivals, exponential reading times, classes from the most urgent on.
 * L. Kleinrock, Queueing Systems II, 3.3 and 3.4; M. Harchol-Balter, Performance Modeling, 31 and 32.
 */
export interface TrafficClass {
  readonly perMinute: number;
  /** Mean reading time. */
  readonly minutes: number;
}

const loads = (classes: readonly TrafficClass[], readers: number) =>
  classes.reduce((sum, { perMinute, minutes }) => sum + perMinute * minutes, 0) / readers;

/** Erlang's C formula: the chance that a case has to wait. @param offered work in readers */
export function erlangC(readers: number, offered: number): number {
  let blocked = 1;
  for (let n = 1; n <= readers; n += 1) blocked = (offered * blocked) / (n + offered * blocked);
  const load = offered / readers;
  return blocked / (1 - load * (1 - blocked));
}

/** As it came. Of several readers all classes must take equally long. */
export function waitInTurn(classes: readonly TrafficClass[], readers: number): number {
  return untilAReaderIsFree(classes, readers) / (1 - loads(classes, readers));
}

/** A reading that has begun is finished (Cobham). Of several readers all classes must take equally long. */
export function waitsNonPreemptive(classes: readonly TrafficClass[], readers: number): number[] {
  const free = untilAReaderIsFree(classes, readers);
  return classes.map((_, at) => {
    const before = loads(classes.slice(0, at), readers);
    return free / ((1 - before) * (1 - before - loads([classes[at] as TrafficClass], readers)));
  });
}

function untilAReaderIsFree(classes: readonly TrafficClass[], readers: number): number {
  if (readers === 1)
    return classes.reduce((sum, { perMinute, minutes }) => sum + perMinute * minutes ** 2, 0);
  const [{ minutes }] = classes as [TrafficClass];
  return (erlangC(readers, loads(classes, 1)) * minutes) / readers;
}

/**
 * A class interrupts those after it, which are resumed: time in the room without the reading itself. Of
 * several readers all classes must take equally long.
 */
export function waitsPreemptive(classes: readonly TrafficClass[], readers: number): number[] {
  if (readers === 1) return classes.map((_, at) => preemptiveWait(classes, at));
  // Those of the first classes together are as one class in turn, whatever comes after them.
  const waiting = classes.map((_, at) => {
    const first = classes.slice(0, at + 1);
    return perMinute(first) * waitInTurn(first, readers);
  });
  return classes.map((one, at) => ((waiting[at] as number) - (waiting[at - 1] ?? 0)) / one.perMinute);
}

function preemptiveWait(classes: readonly TrafficClass[], at: number): number {
  const { minutes } = classes[at] as TrafficClass;
  const upTo = classes.slice(0, at + 1);
  const [before, through] = [loads(classes.slice(0, at), 1), loads(upTo, 1)];
  const residual = upTo.reduce((sum, one) => sum + one.perMinute * one.minutes ** 2, 0);
  return minutes / (1 - before) + residual / ((1 - before) * (1 - through)) - minutes;
}

const perMinute = (classes: readonly TrafficClass[]) => classes.reduce((sum, one) => sum + one.perMinute, 0);
