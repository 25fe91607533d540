import * as df from 'durable-functions';
import { deliverNotice } from '../../orchestrations/deliverNotice';
import { reviewStudy } from '../../orchestrations/reviewStudy';
import { triageImage } from '../../orchestrations/triageImage';

df.app.orchestration('triageImage', triageImage);
df.app.orchestration('reviewStudy', reviewStudy);
df.app.orchestration('deliverNotice', deliverNotice);
