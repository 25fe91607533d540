import sharp from 'sharp';
import { pictureFormats } from './pictureFormats';

/**
 * The picture library with every loader blocked except the ones we need: it would otherwise choose one of
 * thirty parsers by a file's content, or render an SVG.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: Object.values(pictureFormats).map(({ loader }) => loader) });

export { sharp };
