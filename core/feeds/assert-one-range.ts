import { isRangeAmbiguous, rangeIsAmbiguous } from '../../schema/calendar-feed.ts'
import { AppError } from '../app-error.ts'

/** @throws AppError badInput when both a rolling and a fixed range are given, which a filter can have named */
export function assertOneRange(feed: Parameters<typeof isRangeAmbiguous>[0]): void {
  if (isRangeAmbiguous(feed)) throw new AppError('badInput', `window: ${rangeIsAmbiguous}`)
}
