const monday = 1

/** 0 is Sunday, as in `Date`. Monday if the browser does not say. */
export function firstDayOfWeek(): number {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(
    navigator.language,
  )
  return (locale.getWeekInfo?.().firstDay ?? monday) % 7
}
