/**
 * Gives the date that a moment has in a time zone, as midnight in UTC, which is what `formatDate` reads. The summer
 * time of years to come is as it is known today.
 */
export function createDateReader(timeZone: string): (moment: Date) => Date {
  // Sweden writes its dates as ISO 8601 does.
  const dates = new Intl.DateTimeFormat('sv-SE', { timeZone, calendar: 'gregory', dateStyle: 'short' })
  return moment => new Date(dates.format(moment))
}

const dayMs = 86_400_000

export const nextDate = (date: Date): Date => new Date(date.getTime() + dayMs)
