/** What somebody who comes for the first time finds in GraphiQL. */
export const exampleQuery = `# TaskOverflow turns todos into calendars.
# Press the button and choose, one after the other:
#
#   AddTodo        something with a deadline
#   MakeCalendar   its answer has the id of a job:
#                  put it in place of ID below
#   WatchCalendar  shows the job until it is over; then
#                  the file is at resultUrl

mutation AddTodo {
  createTodo(
    input: { title: "Report", deadlineAt: "2030-01-02" }
  ) {
    id
    title
    deadlineAt
  }
}

mutation MakeCalendar {
  createCalendarJob(
    input: { name: "My todos", alarms: [60] }
  ) {
    id
    state
  }
}

subscription WatchCalendar {
  calendarJobStatus(id: "ID") {
    state
    progress {
      done
      total
      percent
    }
    written
    skipped {
      noDeadline
      outOfRange
      filtered
    }
    error
    resultUrl
  }
}
`
