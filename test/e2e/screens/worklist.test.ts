import { describeScreens } from '../support/screens/describeScreens';
import { worklistScreens } from '../support/screens/screens';

describeScreens('the worklist in every state', worklistScreens);
