import * as df from 'durable-functions';
import type { OrchestrationName } from '../../contract/orchestrations';
import { deliverNotice } from '../../orchestrations/deliverNotice';
import { deliverOutput } from '../../orchestrations/deliverOutput';
import { reviewStudy } from '../../orchestrations/reviewStudy';
import { triageImage } from '../../orchestrations/triageImage';
import { ofVersion, type Versions } from '../../orchestrations/versions';

type Registered = { readonly [N in OrchestrationName]: Versions<N> };

function register<N extends OrchestrationName>(name: N, orchestrations: Registered): void {
  df.app.orchestration(name, ofVersion(name, orchestrations[name]));
}

const orchestrations: Registered = { triageImage, reviewStudy, deliverNotice, deliverOutput };
for (const name of Object.keys(orchestrations) as OrchestrationName[]) register(name, orchestrations);
