import './viewer.css';
import { Stage } from './stage';
import type { ViewerProps } from './viewerProps';

/**
 * Shows the pictures of one study, one at a time, with real windowing of their stored values. Each picture
 * starts as its file specifies, fitted, without a heat map. All state is inside the viewer, so a page may
 * hold several.
 */
export function Viewer(props: ViewerProps) {
  const image = props.images[props.index];
  if (image === undefined) return <p class="viewer-empty">There is no picture to read in this study.</p>;
  return <Stage key={image.imageId} image={image} {...props} />;
}
