import { type DragEvent, useState } from 'react'
import { SelectField } from '../jobs/options/SelectField.tsx'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/import.ts'
import type { Upload } from './import-queries.ts'

type Props = { isBusy: boolean; problem: string | undefined; onChoose: (upload: Upload) => void }

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
      <p className="muted">{t.takes}</p>
      <div className="import-options">
        <SelectField
          label={t.list}
          value={list}
          choices={{
            '': t.listsOfFile,
            ...Object.fromEntries(lists.map(({ name }) => [name, name])),
          }}
          problem={undefined}
          onChange={setList}
        />
        <SelectField
          label={t.dates}
          value={dateOrder}
          choices={t.dateOrders}
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
        <span>{isBusy ? t.uploading : t.choose}</span>
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
