/**
 * Writes into each room's README which rooms it may import and which may import it, from the table. `node
 * scripts/imports/readmes.cjs` writes; `--check` only lists those that differ from the table (exit code 1).
 */
const { readFileSync, writeFileSync, existsSync } = require('node:fs');
const path = require('node:path');
const { rooms } = require('./rooms.cjs');
const { importable } = require('./rules.cjs');

const entry = '(entry)';
const mark = '<!-- imports -->';
const root = path.resolve(__dirname, '../..');
const names = Object.keys(rooms);

const shown = (room) => (room === entry ? '`src/index.ts`' : `\`${room}\``);
const listed = (list, none) => (list.length === 0 ? none : list.map(shown).join(', '));

/** If all rooms of a folder are listed, only the folder's name, so that lines stay short. */
function grouped(list) {
  const groups = new Map();
  for (const room of names)
    if (room.includes('/')) groups.set(room.split('/')[0], [...(groups.get(room.split('/')[0]) ?? []), room]);
  let left = list.filter((room) => room !== entry);
  for (const [group, members] of groups)
    if (!(group in rooms) && members.every((room) => left.includes(room)))
      left = [group, ...left.filter((room) => !members.includes(room))];
  return left;
}

function importsOf(room) {
  const others = importable(room).filter((other) => other !== room);
  const users = names.filter((other) => other !== room && importable(other).includes(room));
  return [
    `Imports: ${listed(grouped(others), 'no other room')}; packages: ${listed(rooms[room].packages ?? [], 'none')}.`,
    `Imported by: ${listed([...users.filter((user) => user === entry), ...grouped(users)], 'nobody')}.`,
  ].join('\n');
}

const fileOf = (room) => path.join(root, 'src', room === entry ? '' : room, 'README.md');

function written(room) {
  const text = existsSync(fileOf(room)) ? readFileSync(fileOf(room), 'utf8') : `# ${room}\n\n${mark}\n`;
  const before = text.split(mark)[0];
  return { text, wanted: `${before}${mark}\n${importsOf(room)}\n` };
}

const stale = names.filter((room) => {
  const { text, wanted } = written(room);
  return text !== wanted;
});
if (process.argv.includes('--check')) {
  for (const room of stale) console.error(`${path.relative(root, fileOf(room))} is not as the table has it`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const room of stale) writeFileSync(fileOf(room), written(room).wanted);
}
