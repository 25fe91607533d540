/** As many as a usual chest radiograph has. */
const [rows, columns] = [3000, 2500];

/** Waves, an edge and noise of some grey levels: about as hard to compress as a radiograph. */
function draw(bits, shift = 0) {
  const values = new Uint16Array(rows * columns);
  let seed = 1 + shift;
  for (let at = 0; at < values.length; at += 1) {
    const [x, y] = [(at + shift) % columns, Math.floor(at / columns)];
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const noise = ((seed >>> 16) % 41) - 20;
    const wave =
      0.45 + 0.3 * Math.sin(x / 360) * Math.cos(y / 330) + 0.1 * Math.sin((x * x + y * y) / 190_000);
    const edge = x > 1200 !== y > 900 ? 0.05 : 0;
    values[at] = Math.round((wave + edge) * 16383 * 0.8) + noise + 40;
  }
  return bits === 8
    ? Uint8Array.from(values, (value) => value >> 6)
    : values.map((value) => value >> (14 - bits));
}

module.exports = { columns, draw, rows };
