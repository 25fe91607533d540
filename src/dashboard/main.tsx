import './styles/base.css';
import './styles/parts.css';
import './styles/worklist.css';
// Before study.css: what that one says of narrow and full screens counts.
import './styles/studySide.css';
import './styles/study.css';
import './styles/feedback.css';
import './styles/site.css';
import './styles/print.css';
import { render } from 'preact';
import { Dashboard } from './dashboard';
import { firstLanguage, followLanguage } from './language/browserLanguage';
import { speak } from './language/language';
import { applyTheme } from './parts/theme';

// A page that the browser kept as it was would show what was on it, whoever is there now.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

applyTheme();
followLanguage();
const root = document.getElementById('app');
if (root) void speak(firstLanguage()).then(() => render(<Dashboard />, root));
