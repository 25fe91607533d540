import './styles/base.css';
import './styles/parts.css';
import './styles/worklist.css';
import './styles/study.css';
import './styles/feedback.css';
import { render } from 'preact';
import { Dashboard } from './dashboard';
import { applyTheme } from './parts/theme';

applyTheme();
const root = document.getElementById('app');
if (root) render(<Dashboard />, root);
