import { describeScreens } from '../support/screens/describeScreens';
import { otherScreens } from '../support/screens/screens';

describeScreens('all other pages', otherScreens);
