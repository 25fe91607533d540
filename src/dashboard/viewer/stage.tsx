import { useMemo, useRef, useState } from 'preact/hooks';
import type { OwnWindow } from '../../domain/kernel/preferences';
import { language, texts } from '../language/language';
import { HeatMapBar } from './controls/heatMapBar';
import { PageBar } from './controls/pageBar';
import { Toolbar } from './controls/toolbar';
import { Tools } from './controls/tools';
import { SavePicture } from './exporting/savePicture';
import { useActions } from './input/useActions';
import { useGestures } from './input/useGestures';
import { useKeys } from './input/useKeys';
import { useLink } from './linking/useLink';
import type { LoadedFrame } from './loading/loadedFrame';
import { useAhead, useFrame, useHeatMap, usePreview } from './loading/useLoaded';
import { MarkLayer } from './measuring/markLayer';
import { unitOf } from './measuring/region';
import { useMarks } from './measuring/useMarks';
import { CutLayer } from './overlay/cutLayer';
import { Messages } from './overlay/messages';
import { Overlay } from './overlay/overlay';
import { Waiting, waitingFor } from './overlay/waiting';
import { Picture } from './picture/picture';
import { matrixOf } from './placing/geometry';
import { type DeviceSize, useSize } from './placing/useSize';
import { onPaper } from './screen/onPaper';
import { useCine } from './stack/useCine';
import { useSlicesAhead, useStack } from './stack/useStack';
import type { ViewedImage, ViewerProps } from './viewerProps';
import { changed, initialState, type ViewerChange, type ViewerFacts } from './viewerState';
import { paceOf } from './window/dragWindow';
import { presetsOf } from './window/presets';

/** Everything that depends on the picture and on the size of the view, but not on the viewing state. */
function useFacts(
  loaded: LoadedFrame | undefined,
  size: DeviceSize | undefined,
  own: readonly OwnWindow[] | undefined,
): ViewerFacts | undefined {
  const ofFrame = useMemo(() => {
    if (loaded === undefined) return undefined;
    const { view, grey, frame, statistics } = loaded;
    return {
      view,
      grey,
      presets: presetsOf(view, grey, frame, statistics, own),
      pace: paceOf(grey, frame, statistics),
      matrix: matrixOf(view, frame),
      unit: unitOf(loaded),
    };
  }, [loaded, own, language]);
  return ofFrame && size && { ...ofFrame, size, density: size.density };
}

/** One picture with all its viewing tools. */
export function Stage(props: ViewerProps & { readonly image: ViewedImage }) {
  const { image, images, heatMaps, keys = false } = props;
  const [state, setState] = useState(initialState);
  const [isSaving, setSaving] = useState(false);
  const [heatMapIndex, setHeatMapIndex] = useState(0);
  const element = useRef<HTMLElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(stage);
  const loaded = useFrame(image.imageId, state.frame);
  const facts = useFacts(loaded.value, size, props.windows?.all);
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
  const isSeen = isCurrent && loaded.value?.frame === 0;
  const isHeatShown = state.heatMap && choice !== undefined && isSeen;
  const inside = isSeen ? props.inside : undefined;
  const heat = useHeatMap(image.imageId, isHeatShown ? choice : undefined);

  const current = useRef(facts);
  current.current = facts;
  const tell = useLink(props.link, facts, (one, now) => setState((before) => changed(before, one, now)));
  const change = (one: ViewerChange) => {
    const now = current.current;
    if (now === undefined) return;
    if (one.kind === 'frame' && stack.length > 1) return place.step(one.by);
    setState((before) => changed(before, one, now));
    tell(one);
  };
  const count = stack.length > 1 ? stack.length : (loaded.value?.view.frames ?? 1);
  const act = useActions(change, place, count > 1, props, () => setSaving(true));
  useGestures(canvas, act);
  useKeys(element, keys, act);
  const at = stack.length > 1 ? onScreen - stack.first : state.frame;
  useCine(state.cine && count > 1, state.cineRate, loaded.value !== undefined && !loaded.isLoading, () =>
    change({ kind: 'frame', by: at < count - 1 ? 1 : Number.NEGATIVE_INFINITY }),
  );

  const overlay = loaded.value &&
    facts && {
      loaded: loaded.value,
      facts,
      state,
      image: images[onScreen] ?? image,
      index: onScreen < 0 ? props.index : onScreen,
      images: images.length,
      studyDate: props.studyDate,
    };

  return (
    <section ref={element} class="viewer" aria-label={props.title ?? texts.viewer.picture}>
      <div ref={stage} class="viewer-stage" style={size && onPaper(size)}>
        <Picture
          canvas={canvas}
          loaded={loaded.value}
          preview={size && preview && { bitmap: preview, size }}
          facts={facts}
          state={state}
          heatMap={isHeatShown ? heat.value : undefined}
          image={image}
        />
        {overlay && <Overlay {...overlay} whom={props.whom ?? []} />}
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
        {facts && inside && state.cut && <CutLayer inside={inside} facts={facts} state={state} />}
        {isHeatShown && heat.value && <p class="viewer-caption">{texts.viewer.notSegmentation}</p>}
        <Waiting
          loaded={loaded}
          what={waitingFor(state.frame, stack.length > 1 ? props.index + 1 : undefined)}
          hasPreview={preview !== undefined}
        />
      </div>
      {isSaving && overlay && canvas.current && (
        <SavePicture
          overlay={overlay}
          picture={canvas.current}
          whom={props.whom}
          marks={marks}
          inside={state.cut ? inside : undefined}
          hasHeat={isHeatShown && heat.value !== undefined}
          onClose={() => setSaving(false)}
        />
      )}
      <div class="viewer-controls">
        <Toolbar {...props} state={state} facts={facts} change={change} place={place} act={act} />
        {facts && (
          <Tools
            state={state}
            change={change}
            marks={marks}
            setMarks={setMarks}
            hasCut={props.inside !== undefined}
          />
        )}
        <PageBar {...props} act={act} />
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
