import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../api/routes';

const againAfterMilliseconds = 3_000;
const maxTries = 10;

interface ThumbnailProps {
  readonly imageId: string;
  /** CSS pixels. */
  readonly size: number;
}

/**
 * A small picture without a text alternative, since the text beside it says what it shows. One that is not
 * ready yet is requested again.
 */
export function Thumbnail({ imageId, size }: ThumbnailProps) {
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!failed || tries >= maxTries) return;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      setFailed(false);
    }, againAfterMilliseconds);
    return () => clearTimeout(timer);
  }, [failed, tries]);
  if (failed) return <span class="no-picture" />;
  return (
    <img
      src={addressOf('GET /api/images/{id}/preview', { params: { id: imageId } })}
      alt=""
      loading="lazy"
      decoding="async"
      width={size}
      height={size}
      onError={() => setFailed(true)}
    />
  );
}
