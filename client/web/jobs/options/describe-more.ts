import { describeEntries } from '../../feeds/describe-feed.ts'
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
    color === '' ? '' : 'custom colour',
    description === '' ? '' : 'description',
    uid === 'id' ? 'todo numbers as IDs' : '',
  ]
    .filter(words => words !== '')
    .join(' · ')
