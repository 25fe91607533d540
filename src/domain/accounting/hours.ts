/** @param time ISO */
export function hourOf(time: string): string {
  return new Date(time).toISOString().slice(0, 13);
}

export function dayOf(hour: string): string {
  return hour.slice(0, 10);
}
