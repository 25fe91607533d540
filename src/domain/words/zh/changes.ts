import type { Review } from '../../study/review/review';
import type { Vocabulary } from '../vocabulary';
import { prioritiesInText as named, overrideReasons } from './states';
import { values } from './values';

type Signed = Pick<Review, 'decision' | 'studyVersion' | 'priority' | 'reason'>;

/** What a person did by signing; the name is left out. */
export function signed({ decision, studyVersion, priority, reason }: Signed): string {
  switch (decision) {
    case 'accept':
      return `同意第${studyVersion}版的级别`;
    case 'override': {
      const to = priority === undefined ? '' : `为${named[priority]}`;
      const why = reason === undefined ? '' : `（${overrideReasons[reason]}）`;
      return `更改第${studyVersion}版的级别${to}${why}`;
    }
    case 'cannot-assess':
      return `表示无法判断第${studyVersion}版`;
    case 'close':
      return `未经阅片即关闭第${studyVersion}版`;
  }
}

export const changes: Vocabulary['changes'] = {
  signed: (who = '您', review, at) => `${who}于${values.time(at)}${signed(review)}。`,
  tookBack: (who = '您', at) => `${who}于${values.time(at)}撤回。`,
  newVersion: (version, before, added) => {
    const follows = `第${version}版取代第${before}版。`;
    if (added === undefined) return `检查已变化：${follows}`;
    return added === 0 ? `其图像有新的结果：${follows}` : `新增${added}幅图像：${follows}`;
  },
  moved: (to, from) => `现按${named[to]}阅片；之前按${named[from]}阅片。`,
  escalated: (at) => `该检查于${values.time(at)}升级提醒：此前无人复核。`,
  noSuchVersion: (version, newest) => `没有第${version}版：该检查目前为第${newest}版。`,
  raised: (who = '您', to, at) =>
    `${who}于${values.time(at)}在复核之后将其提高为${named[to]}：该检查已重新打开。`,
  raisedByYou: (to) =>
    `您的复核提交过晚，不计入，但使该检查提高为${named[to]}：它再次待复核，并标记为升级提醒。`,
  nothingToDo: '无需再做什么。您的决定与有效决定一并保存。',
  decideAgain: '请按检查的当前状态重新作出决定。您的决定已保存，但不计入。',
};
