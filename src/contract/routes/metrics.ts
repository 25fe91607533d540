import { route } from './route';

export const metricsRoutes = {
  /** What is counted and measured, for Prometheus and others that read OpenMetrics. */
  metrics: route({
    method: 'GET',
    path: 'api/metrics',
    right: 'read-metrics',
    effort: 'list',
    answer: 'application/openmetrics-text',
  }),
};
