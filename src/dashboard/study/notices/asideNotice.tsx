import { useEffect, useRef } from 'preact/hooks';
import type { SetAside } from '../../../domain/study/images/arrangementSchema';
import { texts, words } from '../../language/language';

interface AsideNoticeProps {
  readonly image: SetAside;
  /** Back to what is read. */
  readonly onBack: () => void;
}

/** Above a picture that is not read: why, so that nobody takes it for one that is. */
export function AsideNotice({ image, onBack }: AsideNoticeProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), [image.imageId]);
  return (
    <div ref={element} class="notice failed" role="status" data-looking-at={image.aside.why}>
      <p>
        <b>{words.setAside(image.aside)}</b> {texts.study.raisesNothing}
      </p>
      <button type="button" onClick={onBack}>
        {texts.study.backToRead}
      </button>
    </div>
  );
}
