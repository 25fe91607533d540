import { useMemo, useRef, useState } from 'preact/hooks';
import { HeatMapBar } from './controls/heatMapBar';
import { Toolbar } from './controls/toolbar';
import { Tools } from './controls/tools';
import { useActions } from './input/useActions';
import { useGestures } from './input/useGestures';
import { useKeys } from './input/useKeys';
import type { LoadedFrame } from './loading/loadedFrame';
import { useAhead, useFrame, useHeatMap, usePreview } from './loading/useLoaded';
import { MarkLayer } from './measuring/markLayer';
import { useMarks } from './measuring/useMarks';
import { Messages } from './overlay/messages';
import { Overlay } from './overlay/overlay';
import { Picture } from './picture/picture';
import { matrixOf } from './placing/geometry';
import { type DeviceSize, useSize } from './placing/useSize';
import { useCine } from './stack/useCine';
import { useSlicesAhead, useStack } from './stack/useStack';
import type { ViewedImage, ViewerProps } from './viewerProps';
import { changed, initialState, type ViewerChange, type ViewerFacts } from './viewerState';
import { paceOf } from './window/dragWindow';
import { presetsOf } from './window/presets';

/** Everything that depends on the picture and on the size of the view, but not on the viewing state. */
function useFacts(loaded: LoadedFrame | undefined, size: DeviceSize | undefined): ViewerFacts | undefined {
  const ofFrame = useMemo(() => {
    if (loaded === undefined) return undefined;
    const { view, grey, frame, statistics } = loaded;
    return {
      view,
      grey,
      presets: presetsOf(view, grey, frame, statistics),
      pace: paceOf(grey, frame, statistics),
      matrix: matrixOf(view, frame),
    };
  }, [loaded]);
  return ofFrame && size && { ...ofFrame, size, density: size.density };
}

/** One picture with all its viewing tools. */
export function Stage(props: ViewerProps & { readonly image: ViewedImage }) {
  const { image, images, heatMaps, keys = false } = props;
  const [state, setState] = useState(initialState);
  const [heatMapIndex, setHeatMapIndex] = useState(0);
  const element = useRef<HTMLElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(stage);
  const loaded = useFrame(image.imageId, state.frame);
  const facts = useFacts(loaded.value, size);
  const isAwaited = loaded.value === undefined && loaded.failure === undefined;
  const preview = usePreview(loaded.view, state.frame, isAwaited);
  const place = useStack(props);
  const { stack } = place;
  // While the next slice is loading, the one on screen is another than the one that was asked for.
  const onScreen = images.findIndex(({ imageId }) => imageId === loaded.value?.view.imageId);
  const isCurrent = loaded.value?.view.imageId === image.imageId;
  useSlicesAhead(images, stack, onScreen < 0 ? undefined : onScreen);
  useAhead(loaded.value, images[stack.first + stack.length]?.imageId);

  const { marks, setMarks } = useMarks(loaded.value && `${loaded.value.view.imageId}/${loaded.value.frame}`);

  const choice = heatMaps[heatMapIndex] ?? heatMaps[0];
  // The models read the first frame.
  const isHeatShown = state.heatMap && choice !== undefined && isCurrent && loaded.value?.frame === 0;
  const heat = useHeatMap(image.imageId, isHeatShown ? choice : undefined);

  const current = useRef(facts);
  current.current = facts;
  const change = (one: ViewerChange) => {
    const now = current.current;
    if (now === undefined) return;
    if (one.kind === 'frame' && stack.length > 1) place.step(one.by);
    else setState((before) => changed(before, one, now));
  };
  const count = stack.length > 1 ? stack.length : (loaded.value?.view.frames ?? 1);
  const act = useActions(change, place, count > 1, props.onIndex);
  useGestures(canvas, act);
  useKeys(element, keys, act);
  const at = stack.length > 1 ? onScreen - stack.first : state.frame;
  useCine(state.cine && count > 1, state.cineRate, loaded.value !== undefined && !loaded.isLoading, () =>
    change({ kind: 'frame', by: at < count - 1 ? 1 : Number.NEGATIVE_INFINITY }),
  );

  return (
    <section ref={element} class="viewer" aria-label={props.title ?? 'Picture'}>
      <div ref={stage} class="viewer-stage">
        <Picture
          canvas={canvas}
          loaded={loaded.value}
          preview={size && preview && { bitmap: preview, size }}
          facts={facts}
          state={state}
          heatMap={isHeatShown ? heat.value : undefined}
          image={image}
        />
        {loaded.value && facts && (
          <Overlay
            loaded={loaded.value}
            facts={facts}
            state={state}
            image={images[onScreen] ?? image}
            index={onScreen < 0 ? props.index : onScreen}
            images={images.length}
            studyDate={props.studyDate}
            whom={props.whom ?? []}
          />
        )}
        {loaded.value && facts && (
          <MarkLayer
            marks={marks}
            setMarks={setMarks}
            loaded={loaded.value}
            facts={facts}
            state={state}
            act={act}
          />
        )}
        {isHeatShown && heat.value && (
          <p class="viewer-caption">Not a segmentation: where the model looked</p>
        )}
        <Waiting
          loaded={loaded}
          what={waitingFor(state.frame, stack.length > 1 ? props.index + 1 : undefined)}
          hasPreview={preview !== undefined}
        />
      </div>
      <div class="viewer-controls">
        <Toolbar {...props} state={state} facts={facts} change={change} place={place} act={act} />
        {facts && <Tools state={state} change={change} marks={marks} setMarks={setMarks} />}
        {choice && (
          <HeatMapBar
            heatMaps={heatMaps}
            chosen={choice}
            onChosen={setHeatMapIndex}
            state={state}
            isFirstFrame={state.frame === 0}
            heat={heat}
            change={change}
          />
        )}
        {loaded.value && <Messages view={loaded.value.view} />}
      </div>
    </section>
  );
}

/** What is being loaded. @param slice its number, in a stack */
function waitingFor(frame: number, slice: number | undefined): string {
  if (slice !== undefined) return `Image ${slice}`;
  return frame === 0 ? 'The picture' : `Frame ${frame + 1}`;
}

/** Says that a picture is loading, or why it failed and how to try again. */
function Waiting({
  loaded,
  what,
  hasPreview,
}: {
  readonly loaded: ReturnType<typeof useFrame>;
  readonly what: string;
  readonly hasPreview: boolean;
}) {
  if (loaded.failure !== undefined)
    return (
      <div class="viewer-waiting" role="alert">
        <p>{loaded.failure}</p>
        <p>Without the picture it cannot be judged.</p>
        {!loaded.isFinal && (
          <button type="button" onClick={loaded.retry}>
            Try again
          </button>
        )}
      </div>
    );
  if (loaded.value !== undefined && !loaded.isLoading) return null;
  if (hasPreview)
    return (
      <p class="viewer-caption" role="status">
        Preview. The full picture is loading…
      </p>
    );
  return (
    <div class="viewer-waiting" role="status">
      <p>{what} is loading…</p>
    </div>
  );
}
