import './viewer.css';
import { texts } from '../language/language';
import { stackAt, stacksOf } from './stack/stack';
import { Stage } from './stage';
import type { ViewerProps } from './viewerProps';

/**
 * Shows the pictures of one study, one at a time, with real windowing of their stored values. Each stack
 * starts as its file specifies, fitted, without a heat map, and keeps what a person sets while it is scrolled
 * through. All state is inside the viewer, so a page may hold several.
 */
export function Viewer(props: ViewerProps) {
  const image = props.images[props.index];
  if (image === undefined) return <p class="viewer-empty">{texts.viewer.noPicture}</p>;
  const { first } = stackAt(stacksOf(props.images), props.index);
  return <Stage key={props.images[first]?.imageId} image={image} {...props} />;
}
