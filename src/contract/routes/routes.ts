import { accountingRoutes } from './accounting';
import { auditRoutes } from './audit';
import { classifyRoutes } from './classify';
import { closingRoutes } from './closings';
import { dicomwebRoutes } from './dicomweb';
import { driftRoutes } from './drift';
import { feedbackRoutes } from './feedback';
import { fileRoutes } from './files';
import { healthRoutes } from './health';
import { imageRoutes } from './images';
import { metricsRoutes } from './metrics';
import { modelRoutes } from './models';
import { outputRoutes } from './outputs';
import { pageRoutes } from './pages';
import { reviewRoutes } from './reviews';
import { sessionRoutes } from './session';
import { siteRoutes } from './site';
import { studyRoutes } from './studies';
import { worklistRoutes } from './worklist';

/** Every route of the app, by the name of its function. */
export const routes = {
  ...worklistRoutes,
  ...studyRoutes,
  ...reviewRoutes,
  ...closingRoutes,
  ...imageRoutes,
  ...auditRoutes,
  ...classifyRoutes,
  ...dicomwebRoutes,
  ...modelRoutes,
  ...driftRoutes,
  ...feedbackRoutes,
  ...healthRoutes,
  ...metricsRoutes,
  ...accountingRoutes,
  ...fileRoutes,
  ...outputRoutes,
  ...siteRoutes,
  ...sessionRoutes,
  ...pageRoutes,
};

export type Routes = typeof routes;
export type RouteName = keyof Routes;
