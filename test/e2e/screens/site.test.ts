import { describeScreens } from '../support/screens/describeScreens';
import { siteScreens } from '../support/screens/screens';

jest.setTimeout(60_000);

describeScreens('the pages of the administrator in every state', siteScreens);
