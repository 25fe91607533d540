import { describeScreens } from '../support/screens/describeScreens';
import { studyScreens } from '../support/screens/screens';

jest.setTimeout(60_000);

describeScreens('a study in every state', studyScreens);
