import { type FormEvent, useState } from 'react'
import { guessColumns } from '../../../schema/import-format.ts'
import type { ColumnMapping } from '../../../schema/import-job.ts'
import { SelectField } from '../jobs/options/SelectField.tsx'
import { t } from '../messages/import.ts'

type Field = keyof ColumnMapping
type Chosen = { [Name in Field]?: string | undefined }

type Props = {
  /** The names of the columns of the file. */
  names: readonly string[]
  /** The columns that were chosen before; undefined when the server has found them by their names. */
  mapping: ColumnMapping | undefined
  isBusy: boolean
  /** Whether other columns are chosen than those that the file was read with. */
  isEdited: boolean
  onEdit: () => void
  onChoose: (mapping: ColumnMapping) => void
}

/** Says which column of a CSV file is which field of a todo. It is open when no column seems to be the title. */
export function ColumnsForm({ names, mapping, isBusy, isEdited, onEdit, onChoose }: Props) {
  const [chosen, setChosen] = useState<Chosen>(() => mapping ?? guessColumns(names))
  const [isTitleMissing, setTitleMissing] = useState(false)
  const [startsOpen] = useState(mapping !== undefined || chosen.title === undefined)
  const choices = { '': t.noColumn, ...Object.fromEntries(names.map(name => [`=${name}`, name])) }

  function choose(field: Field, name: string | undefined) {
    setChosen({ ...chosen, [field]: name })
    onEdit()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const { title, ...others } = chosen
    setTitleMissing(title === undefined)
    if (title !== undefined && !isBusy) onChoose({ title, ...others })
  }

  return (
    <details className="import-columns" open={startsOpen}>
      <summary>{t.columns}</summary>
      <form className="stack" onSubmit={submit}>
        <p className="muted">{t.columnsHint}</p>
        <div className="import-options">
          {(Object.keys(t.fields) as Field[]).map(field => (
            <SelectField
              key={field}
              label={t.fields[field]}
              // The keys of an object that are numbers come first, whatever their order.
              value={chosen[field] === undefined ? '' : `=${chosen[field]}`}
              choices={choices}
              problem={
                field === 'title' && isTitleMissing && chosen.title === undefined ? t.titleMissing : undefined
              }
              onChange={value => choose(field, value === '' ? undefined : value.slice(1))}
            />
          ))}
        </div>
        <div className="row">
          <button className={isEdited ? 'button primary' : 'button'} type="submit" aria-disabled={isBusy}>
            {isBusy ? t.uploading : t.readAgain}
          </button>
        </div>
      </form>
    </details>
  )
}
