import { common } from '../messages/common.ts'
import { PreviewLine } from './PreviewLine.tsx'
import type { Preview } from './use-preview.ts'

type Props = {
  preview: Preview | undefined
  /** A problem that is about no field. */
  failure: string | undefined
  submitName: string
  isBusy: boolean
  onCancel: () => void
}

/** The end of a form of options, which stays in sight: what would be made, and the buttons. */
export const ExportFoot = ({ preview, failure, submitName, isBusy, onCancel }: Props) => (
  <>
    {failure !== undefined && (
      <p className="problem" role="alert">
        {failure}
      </p>
    )}
    <div className="row dialog-actions export-foot">
      <PreviewLine preview={preview} />
      <button className="button" type="button" onClick={onCancel}>
        {common.cancel}
      </button>
      <button className="button primary" type="submit" aria-disabled={isBusy}>
        {submitName}
      </button>
    </div>
  </>
)
