import { describeEntries } from '../../feeds/describe-feed.ts'
import { t } from '../../messages/contents.ts'
import type { ChosenOptions } from './chosen-options.ts'

/** The options behind `More options`, as far as they apply: `30-minute events starting at the deadline`. */
export const describeMore = ({
  durationMinutes,
  timeZone,
  color,
  description,
  uid,
  ...chosen
}: ChosenOptions) =>
  [
    ...describeEntries({ ...chosen, durationMinutes: Number(durationMinutes) }),
    timeZone,
    color === '' ? '' : t.customColor,
    description === '' ? '' : t.description,
    uid === 'id' ? t.todoNumbers : '',
  ]
    .filter(words => words !== '')
    .join(' · ')
