/** Set by App Service, Functions and Container Apps, and by nothing on a developer's machine. */
const azureNames = ['WEBSITE_INSTANCE_ID', 'WEBSITE_SITE_NAME', 'CONTAINER_APP_NAME'];

/** Whether the app runs in Azure. */
export function isInAzure(environment: NodeJS.ProcessEnv): boolean {
  return azureNames.some((name) => Boolean(environment[name]));
}
