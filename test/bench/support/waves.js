/** As many as a usual chest radiograph has. */
const [rows, columns] = [3000, 2500];

/** Waves, an edge and noise of some grey levels: about as hard to compress as a radiograph. */
function draw(bits, shift = 0) {
  return drawValues({ rows, columns, samples: 1, bits }, shift);
}

/** @returns one value for each sample, of 8 or 16 bits */
function drawValues({ rows, columns, samples, bits }, shift) {
  const values =
    bits === 8 ? new Uint8Array(rows * columns * samples) : new Uint16Array(rows * columns * samples);
  const across = Float64Array.from({ length: columns }, (_, x) => Math.sin((x + shift) / 360));
  let seed = 1 + shift;
  let at = 0;
  for (let y = 0; y < rows; y += 1) {
    const down = 0.3 * Math.cos(y / 330);
    for (let column = 0; column < columns; column += 1) {
      const x = (column + shift) % columns;
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const noise = ((seed >>> 16) % 41) - 20;
      const wave = 0.45 + (across[column] ?? 0) * down + 0.1 * Math.sin((x * x + y * y) / 190_000);
      const edge = x > columns / 2 !== y > rows * 0.3 ? 0.05 : 0;
      const value = (Math.round((wave + edge) * 16383 * 0.8) + noise + 40) >> (14 - bits);
      for (let sample = 0; sample < samples; sample += 1, at += 1) values[at] = value;
    }
  }
  return values;
}

/** @returns the samples of one frame as bytes, little endian */
function drawFrame(picture, shift) {
  return Buffer.from(drawValues(picture, shift).buffer);
}

module.exports = { columns, draw, drawFrame, rows };
