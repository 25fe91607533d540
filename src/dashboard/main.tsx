import './styles/base.css';
import { render } from 'preact';
import { Dashboard } from './dashboard';

const root = document.getElementById('app');
if (root) render(<Dashboard />, root);
