/** The initial contents of GraphiQL. */
export const exampleQuery = `# TaskOverflow turns todos into calendars.
# Run these operations in order:
#
#   AddTodo        adds a todo with a deadline
#   MakeCalendar   starts a job; copy its id and
#                  replace ID below with it
#   WatchCalendar  shows the progress of the job; when
#                  it is done, the file is at resultUrl

mutation AddTodo {
  createTodo(
    input: { title: "Report", deadlineOn: "2030-01-02" }
  ) {
    id
    title
    deadlineOn
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
