const monday = 1

/** 0 is Sunday, as `Date` counts. Monday where the browser does not know. */
export function firstDayOfWeek(): number {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    navigator.language,
  )
  return (locale.getWeekInfo?.().firstDay ?? monday) % 7
}
