import { describeScreens } from '../support/screens/describeScreens';
import { siteScreens } from '../support/screens/screens';

describeScreens('the pages of the administrator in every state', siteScreens);
