let offset = 0;

/** Sets the server's clock, which waiting and due times are based on. @param serverTime ISO */
export function learnServerTime(serverTime: string): void {
  const time = Date.parse(serverTime);
  if (Number.isFinite(time)) offset = time - Date.now();
}

/** The server's clock, in milliseconds. */
export function serverNow(): number {
  return Date.now() + offset;
}
