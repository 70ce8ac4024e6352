import { type DragEvent, useState } from 'react'
import { SelectField } from '../jobs/options/SelectField.tsx'
import { useLists } from '../lists/all-lists.ts'
import type { Upload } from './import-queries.ts'

type Props = { isBusy: boolean; problem: string | undefined; onChoose: (upload: Upload) => void }

const dateOrders = { '': 'As in the file', DMY: 'Day first: 31/12', MDY: 'Month first: 12/31' }

/** Chooses or drops a file. */
export function ChooseFile({ isBusy, problem, onChoose }: Props) {
  const lists = useLists()
  const [list, setList] = useState('')
  const [dateOrder, setDateOrder] = useState<Upload['dateOrder']>('')
  const [isOver, setOver] = useState(false)

  function choose(file: File | undefined) {
    if (file && !isBusy) onChoose({ file, list, dateOrder })
  }

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0])
  }

  return (
    <>
      <p className="muted">
        Takes iCalendar files (.ics), the CSV files of Todoist and TickTick, any other CSV with a column of
        titles, and the export of TaskOverflow. You see first what would change.
      </p>
      <div className="import-options">
        <SelectField
          label="Put the todos into"
          value={list}
          choices={{
            '': 'The lists of the file',
            ...Object.fromEntries(lists.map(({ name }) => [name, name])),
          }}
          problem={undefined}
          onChange={setList}
        />
        <SelectField
          label="Dates"
          value={dateOrder}
          choices={dateOrders}
          problem={undefined}
          onChange={setDateOrder}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the file field does the same */}
      <label
        className="import-drop"
        data-over={isOver || undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <span>{isBusy ? 'Uploading…' : 'Choose a file, or drop it here'}</span>
        <input
          type="file"
          accept=".ics,.csv,.json,.ndjson,.jsonl,.txt,text/calendar,text/csv"
          disabled={isBusy}
          onChange={({ target }) => {
            choose(target.files?.[0])
            // The same file can be chosen again.
            target.value = ''
          }}
        />
      </label>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
