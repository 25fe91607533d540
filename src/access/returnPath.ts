const pages = /^\/(worklist|feedback|studies\/[0-9a-f]{64})?$/;

/** The page to open after signing in: always one of the app's own, whatever the URL says. */
export function returnPath(asked: string | null | undefined): string {
  return asked && pages.test(asked) ? asked : '/';
}
