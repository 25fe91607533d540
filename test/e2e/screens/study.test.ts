import { describeScreens } from '../support/screens/describeScreens';
import { studyScreens } from '../support/screens/screens';

describeScreens('a study in every state', studyScreens);
