import sharp from 'sharp';
import { pictureFormats } from './pictureFormats';

/**
 * The picture library with every loader blocked but those that are meant: it would otherwise render an SVG, or hand
 * a file to any of thirty parsers, by what the bytes look like.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: Object.values(pictureFormats).map(({ loader }) => loader) });

export { sharp };
