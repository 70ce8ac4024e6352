/** The last wall time that UNTIL allows in a time zone: a date allows its whole day. */
export function toLastWallTime(until: string, zone: string): Temporal.PlainDateTime {
  if (until.length === 8) return Temporal.PlainDate.from(until).toPlainDateTime('23:59:59.999999')
  if (!until.endsWith('Z')) return Temporal.PlainDateTime.from(until)
  return Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainDateTime()
}
