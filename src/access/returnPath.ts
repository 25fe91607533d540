/** As `pageRoutes` of the contract has them, with values that name nobody. */
const pages =
  /^\/(worklist|feedback|pictures|site\/[a-z]{1,20}|models\/[a-z0-9-]{1,64}\/\d+\.\d+\.\d+|studies\/[0-9a-f]{64})?$/;

/** The page to open after signing in: always one of the app's own, whatever the URL says. */
export function returnPath(asked: string | null | undefined): string {
  return asked && pages.test(asked) ? asked : '/';
}
