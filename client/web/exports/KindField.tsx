import { t } from '../messages/exports.ts'
import type { ExportKind } from './use-export-form.ts'

type Props = { value: ExportKind; onChange: (kind: ExportKind) => void }

const kinds: ExportKind[] = ['file', 'feed']

export const KindField = ({ value, onChange }: Props) => (
  <fieldset className="export-kinds">
    <legend className="visually-hidden">{t.whatToCreate}</legend>
    {kinds.map(kind => (
      <label key={kind}>
        <input
          type="radio"
          name="export-kind"
          checked={kind === value}
          aria-describedby={`export-${kind}`}
          onChange={() => onChange(kind)}
        />
        <span>{t.kinds[kind].name}</span>
        <span className="muted" id={`export-${kind}`} aria-hidden="true">
          {t.kinds[kind].hint}
        </span>
      </label>
    ))}
  </fieldset>
)
