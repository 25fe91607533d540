/** An ISO time as a `Date`: for orchestrations, which have no other access to dates. */
export function instant(iso: string): Date {
  return new Date(iso);
}
