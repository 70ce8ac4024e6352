import { CopyField } from '../feeds/CopyField.tsx'
import '../feeds/FeedAddress.css'
import { t } from '../messages/account.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { ShownOnceDialog } from '../ui/ShownOnceDialog.tsx'
import type { IssuedToken } from './TokenForm.tsx'

type Props = { token: IssuedToken; onClose: () => void }

/** A new access token. */
export const CreatedToken = ({ token: { name, token }, onClose }: Props) => (
  <ShownOnceDialog
    title={t.tokens.readyTitle}
    loss={{
      title: t.tokens.lossTitle,
      what: t.tokens.loss(<bdi>{name}</bdi>),
      closeAnyway: t.tokens.closeAnyway,
      back: t.tokens.back,
    }}
    onClose={onClose}
  >
    {({ onKept, onDone }) => (
      <div className="stack">
        <p ref={setAutoFocus} className="feed-notice" tabIndex={-1}>
          <strong>{t.tokens.isReady(<bdi>{name}</bdi>)}</strong> {t.tokens.shownOnce}
        </p>
        <CopyField label={t.tokens.token} value={token} onCopied={onKept} />
        <div className="row dialog-actions">
          <button className="button primary" type="button" onClick={onDone}>
            {t.tokens.done}
          </button>
        </div>
      </div>
    )}
  </ShownOnceDialog>
)
