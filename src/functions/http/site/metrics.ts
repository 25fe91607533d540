import type { App } from '../../../app/app';
import { openMetricsText, openMetricsType } from '../../../telemetry/openMetrics';
import type { Handler } from '../support/handler';

/** The same numbers on whichever instance the request arrives: it may be one that does none of the work. */
export function createMetrics({
  totalsKeeper,
  measure,
}: Pick<App, 'totalsKeeper' | 'measure'>): Handler<'metrics'> {
  return async () => {
    await totalsKeeper.flush();
    return {
      body: openMetricsText(await measure.everything()),
      headers: { 'content-type': openMetricsType, 'cache-control': 'no-store' },
    };
  };
}
