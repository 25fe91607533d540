import { describeScreens } from '../support/screens/describeScreens';
import { worklistScreens } from '../support/screens/screens';

jest.setTimeout(60_000);

describeScreens('the worklist in every state', worklistScreens);
