const { rooms } = require('./rooms.cjs');

const entry = '(entry)';
const names = Object.keys(rooms);

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Paths of the files of a room: those of its folder that are in no other room. @returns a regular expression
 */
function pathOf(room) {
  if (room === entry) return '^src/[^/]+$';
  const within = names
    .filter((name) => name.startsWith(`${room}/`))
    .map((name) => name.slice(room.length + 1));
  const except = within.length === 0 ? '' : `(?!(${within.map(escaped).join('|')})/)`;
  return `^src/${escaped(room)}/${except}`;
}

/** The rooms that a name stands for. @throws Error if it stands for none */
function roomsNamed(name) {
  if (name in rooms) return [name];
  const within = names.filter((room) => room.startsWith(`${name}/`));
  if (within.length === 0) throw new Error(`'${name}' is neither a room nor a folder of rooms`);
  return within;
}

/** A package as dependency-cruiser names it: its path, or its bare name. @returns a regular expression */
function packagePath(name) {
  if (name.startsWith('node:')) return `^(node:)?${escaped(name.slice('node:'.length))}$`;
  return `(^|node_modules/)${escaped(name)}(/|$)`;
}

/** The rooms that the files of a room may import, including itself. */
const importable = (room) => [room, ...(rooms[room].rooms ?? []).flatMap(roomsNamed)];

function ruleOf(room) {
  const allowed = [...importable(room).map(pathOf), ...(rooms[room].packages ?? []).map(packagePath)];
  return {
    name: `imports of ${room}`,
    comment: `src/${room} may import only what scripts/imports/rooms.cjs names for it.`,
    severity: 'error',
    from: { path: pathOf(room) },
    to: { pathNot: allowed },
  };
}

const roomless = {
  name: 'no room',
  comment: 'Every folder of src/ is a room of scripts/imports/rooms.cjs, or lies in one.',
  severity: 'error',
  from: { path: '^src/', pathNot: names.map(pathOf) },
  to: {},
};

const circles = {
  name: 'circle',
  comment: 'Files that import each other, types included: what both need belongs in a file of its own.',
  severity: 'error',
  from: {},
  to: { circular: true },
};

module.exports = { forbidden: [...names.map(ruleOf), roomless, circles], importable, pathOf };
