/**
 * Tells at every frame of a page whose study is on the screen: by the address, by the patient's name in the header and on
 * the picture, and by the picture itself, whose middle has a level of grey of its own for each study.
 */

/** Levels of grey, of 255; what is scaled or rounded on the way stays nearer to its own than to the next. */
const [firstLevel, levelStep, tolerance] = [20, 7, 2];
/** So many studies can be told apart. */
const mostMarked = 33;
/** The side of the mark, as a share of the picture's. */
const markSide = 0.08;

const levelOf = (number) => firstLevel + levelStep * number;

/** @param picture values 0…1, shown unchanged. @param number of the study, from 0 */
function mark({ width, height, data }, number) {
  if (number >= mostMarked) throw new Error(`only ${mostMarked} studies can be told apart`);
  const marked = Float32Array.from(data);
  const side = Math.round(markSide * width);
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  for (let row = top; row < top + side; row += 1)
    marked.fill(levelOf(number) / 255, row * width + left, row * width + left + side);
  return { width, height, data: marked };
}

/**
 * For `page.addInitScript`: notes each frame in which something else is shown than in the one before, and how many frames
 * there were. It looks when the page's own work for a frame is done: what is there is what is painted.
 */
function watchFrames() {
  const watched = { shown: [], count: 0, enters: [] };
  window.watchedFrames = watched;
  const middle = (canvas) => {
    if (!canvas?.width || !canvas.height) return undefined;
    const [x, y] = [canvas.width >> 1, canvas.height >> 1];
    const [level, , , opacity] = canvas.getContext('2d').getImageData(x, y, 1, 1).data;
    return opacity === 255 ? level : undefined;
  };
  const textOf = (selector) => document.querySelector(selector)?.textContent;
  let last = '';
  const look = () => {
    requestAnimationFrame(look);
    const frame = {
      path: location.pathname,
      name: textOf('[data-testid="patient-name"]'),
      whom: textOf('.viewer-whom'),
      level: middle(document.querySelector('canvas.viewer-canvas')),
      isSigned: document.querySelector('.card.decision .review') !== null,
    };
    watched.count += 1;
    const now = JSON.stringify(frame);
    if (now === last) return;
    last = now;
    watched.shown.push({ ...frame, at: performance.now() });
  };
  requestAnimationFrame(look);
  const note = ({ key }) => key === 'Enter' && watched.enters.push(performance.now());
  document.addEventListener('keydown', note, true);
}

/**
 * Whose study each part of a frame shows: numbers from 0; a part that is not on the screen is left out, and one that is of
 * no known study is -1.
 * @param studies what the studies are known by, in the order of their numbers: `id` and `name`
 */
function whose({ path, name, whom, level }, studies) {
  const [, id] = /^\/studies\/(.+)$/.exec(path) ?? [];
  const named = (text) => studies.findIndex((study) => study.name === text);
  const number = Math.round((level - firstLevel) / levelStep);
  const isMarked = number < studies.length && Math.abs(level - levelOf(number)) <= tolerance;
  return {
    ...(id === undefined ? {} : { address: studies.findIndex((study) => study.id === id) }),
    ...(name === undefined ? {} : { name: named(name) }),
    ...(whom === undefined ? {} : { whom: named(whom) }),
    ...(level === undefined ? {} : { picture: isMarked ? number : -1 }),
  };
}

/** Whether all parts of a frame are of one known study. */
function agrees(frame, studies) {
  const numbers = Object.values(whose(frame, studies));
  return numbers.every((number) => number >= 0 && number === numbers[0]);
}

/** Whether name, picture and the name on it are there. */
function isWhole(frame, studies) {
  return Object.keys(whose(frame, studies)).length === 4;
}

module.exports = { agrees, isWhole, mark, mostMarked, watchFrames, whose };
