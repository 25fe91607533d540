import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ViewerChange, ViewerFacts } from '../viewerState';
import type { Follow, Link } from './link';
import { linkedChange } from './linkedChange';

/**
 * Has a viewer follow those that it is linked with.
 *
 * @param facts undefined as long as no picture is there: then it follows nothing
 * @returns tells the others of a change
 */
export function useLink(
  link: Link | undefined,
  facts: ViewerFacts | undefined,
  apply: (change: ViewerChange, facts: ViewerFacts) => void,
): (change: ViewerChange) => void {
  const latest = useRef({ facts, apply });
  latest.current = { facts, apply };
  const follow = useRef<Follow>((change, from) => {
    const { facts: own, apply: change_ } = latest.current;
    const mine = own && linkedChange(change, from, own);
    if (own && mine) change_(mine, own);
  });
  // Not after the next frame: the first key after linking counts for both.
  useLayoutEffect(() => link?.join(follow.current), [link]);
  return (change) => {
    const { facts: own } = latest.current;
    if (own) link?.tell(follow.current, change, own);
  };
}
