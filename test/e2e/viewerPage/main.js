import './page.css';
import { h, render } from 'preact';
import { useState } from 'preact/hooks';
import { Viewer } from '../../../src/dashboard/viewer/viewer.tsx';

/** The viewer alone, or two of them: what they show comes in the address as JSON, `{ "viewers": [props] }`. */
const { viewers } = JSON.parse(new URLSearchParams(location.search).get('show') ?? '{"viewers":[]}');

function One(props) {
  const [index, setIndex] = useState(0);
  return h(Viewer, { ...props, index, onIndex: setIndex });
}

render(
  viewers.map((props, key) => h('div', { key, class: 'place' }, h(One, props))),
  document.getElementById('viewers'),
);
