import sharp from 'sharp';

/**
 * The picture library with every loader blocked but those that are meant: it would otherwise render an SVG, or hand
 * a file to any of thirty parsers, by what the bytes look like.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadTiffBuffer'],
});

export { sharp };
