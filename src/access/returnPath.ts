const pages = /^\/(worklist|feedback|studies\/[0-9a-f]{64})?$/;

/** Where a person goes after signing in: one of our pages, and nowhere else whatever the address says. */
export function returnPath(asked: string | null | undefined): string {
  return asked && pages.test(asked) ? asked : '/';
}
