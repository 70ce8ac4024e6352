import { t } from '../messages/feeds.ts'
import { setAutoFocus } from '../ui/auto-focus.ts'
import { CopyField } from './CopyField.tsx'
import './FeedAddress.css'
import type { IssuedFeed } from './feeds-queries.ts'
import { HowToAdd } from './HowToAdd.tsx'
import { isLoopbackAddress, isPrivateAddress } from './is-private-address.ts'
import { QrCode } from './QrCode.tsx'

type Props = {
  feed: IssuedFeed
  /** The address was copied, or opened in a calendar app. */
  onKept: () => void
  onDone: () => void
}

/** The address of a feed. It is shown only once, because the server stores a hash of it. */
export function FeedAddress({ feed: { name, url, webcalUrl }, onKept, onDone }: Props) {
  const isPrivate = isPrivateAddress(url)
  return (
    <div className="stack feed-address">
      <p ref={setAutoFocus} className="feed-notice" tabIndex={-1}>
        <strong>{t.isReady(<bdi>{name}</bdi>)}</strong> {t.shownOnce}
      </p>
      <CopyField label={t.webAddress(new URL(url).protocol)} value={url} onCopied={onKept} />
      <CopyField label={t.calendarAddress} value={webcalUrl} onCopied={onKept} />
      <a className="button" href={webcalUrl} onClick={onKept}>
        {t.openInApp}
      </a>
      {!isLoopbackAddress(url) && (
        <div className="feed-code">
          <QrCode text={webcalUrl} label={t.code} />
          <span>{t.scan}</span>
        </div>
      )}
      {isPrivate && <p className="feed-notice warning">{t.onlyHere(<code>PUBLIC_URL</code>)}</p>}
      <h3>{t.addToApp}</h3>
      <HowToAdd isPrivate={isPrivate} />
      <div className="row dialog-actions">
        <button className="button primary" type="button" onClick={onDone}>
          {t.done}
        </button>
      </div>
    </div>
  )
}
