import type { ExportKind } from './use-export-form.ts'

type Props = { value: ExportKind; onChange: (kind: ExportKind) => void }

const kinds = [
  { kind: 'file', name: 'A file, once', hint: 'Download it, and import it into a calendar app' },
  { kind: 'feed', name: 'A feed that stays up to date', hint: 'Calendar apps subscribe to its address' },
] as const

export const KindField = ({ value, onChange }: Props) => (
  <fieldset className="export-kinds">
    <legend className="visually-hidden">What to create</legend>
    {kinds.map(({ kind, name, hint }) => (
      <label key={kind}>
        <input
          type="radio"
          name="export-kind"
          checked={kind === value}
          aria-describedby={`export-${kind}`}
          onChange={() => onChange(kind)}
        />
        <span>{name}</span>
        <span className="muted" id={`export-${kind}`} aria-hidden="true">
          {hint}
        </span>
      </label>
    ))}
  </fieldset>
)
