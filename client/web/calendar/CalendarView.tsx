export function CalendarView() {
  return <h1>Calendar</h1>
}
