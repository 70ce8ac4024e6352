import type { CalendarJob } from '../../create-client.ts'
import type { IssuedFeed } from '../feeds/feeds-queries.ts'
import { OptionsForm } from '../jobs/options/OptionsForm.tsx'
import './ExportForm.css'
import { KindField } from './KindField.tsx'
import { type ExportStart, useExportForm } from './use-export-form.ts'

type Props = {
  start: ExportStart
  onFile: (job: CalendarJob) => void
  onFeed: (feed: IssuedFeed) => void
  onCancel: () => void
}

export function ExportForm({ start, onFile, onFeed, onCancel }: Props) {
  const { form, kind, chosen, isChanged, problems, failure, isBusy, submit, setKind, choose, reset } =
    useExportForm({ start, onFile, onFeed })
  return (
    <form ref={form} className="stack" noValidate onSubmit={event => void submit(event)}>
      <KindField value={kind} onChange={setKind} />
      <OptionsForm kind={kind} chosen={chosen} problems={problems} onChoose={choose} />
      {failure !== undefined && (
        <p className="problem" role="alert">
          {failure}
        </p>
      )}
      <div className="row dialog-actions">
        {isChanged && (
          <button className="button quiet export-reset" type="button" onClick={reset}>
            Reset to defaults
          </button>
        )}
        <button className="button" type="button" onClick={onCancel}>
          Cancel
        </button>
        <button className="button primary" type="submit" aria-disabled={isBusy}>
          {kind === 'file' ? 'Create calendar file' : 'Create feed'}
        </button>
      </div>
    </form>
  )
}
