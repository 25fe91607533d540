import './styles/base.css';
import './styles/parts.css';
import './styles/worklist.css';
import './styles/study.css';
import './styles/feedback.css';
import './styles/site.css';
import './styles/print.css';
import { render } from 'preact';
import { Dashboard } from './dashboard';
import { applyTheme } from './parts/theme';

// A page that the browser kept as it was would show what was on it, whoever is there now.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

applyTheme();
const root = document.getElementById('app');
if (root) render(<Dashboard />, root);
