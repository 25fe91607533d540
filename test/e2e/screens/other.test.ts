import { describeScreens } from '../support/screens/describeScreens';
import { otherScreens } from '../support/screens/screens';

jest.setTimeout(60_000);

describeScreens('all other pages', otherScreens);
