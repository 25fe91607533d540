/** The environment of the tests without what could reach from the developer's own settings into them. */
export function cleanEnvironment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(TRIAGE_|AzureWebJobs|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(own), ...more };
}
