import type { CalendarJob } from '../../create-client.ts'
import type { IssuedFeed } from '../feeds/feeds-queries.ts'
import { OptionsForm } from '../jobs/options/OptionsForm.tsx'
import { t } from '../messages/exports.ts'
import { ExportFoot } from './ExportFoot.tsx'
import './ExportForm.css'
import { KindField } from './KindField.tsx'
import { type ExportKind, type ExportStart, useExportForm } from './use-export-form.ts'
import { usePreview } from './use-preview.ts'

type Props = {
  start: ExportStart
  /** What is created, instead of what was chosen the last time. */
  kind: ExportKind | undefined
  onFile: (job: CalendarJob) => void
  onFeed: (feed: IssuedFeed) => void
  onCancel: () => void
}

export function ExportForm({ start, kind: startKind, onFile, onFeed, onCancel }: Props) {
  const { form, kind, chosen, isChanged, problems, failure, isBusy, submit, setKind, choose, reset } =
    useExportForm({ start, startKind, onFile, onFeed })
  const preview = usePreview(kind, chosen)
  return (
    <form ref={form} className="stack" noValidate onSubmit={event => void submit(event)}>
      <KindField value={kind} onChange={setKind} />
      <OptionsForm kind={kind} chosen={chosen} count={preview?.todos} problems={problems} onChoose={choose} />
      {isChanged && (
        <button className="button quiet small export-reset" type="button" onClick={reset}>
          {t.reset}
        </button>
      )}
      <ExportFoot
        preview={preview}
        failure={failure}
        submitName={t.create[kind]}
        isBusy={isBusy}
        onCancel={onCancel}
      />
    </form>
  )
}
