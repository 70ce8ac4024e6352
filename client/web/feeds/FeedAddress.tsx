import { useEffect, useRef } from 'react'
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
  const notice = useRef<HTMLParagraphElement>(null)
  // The button that had the focus no longer exists.
  useEffect(() => notice.current?.focus(), [])
  const isPrivate = isPrivateAddress(url)
  return (
    <div className="stack feed-address">
      <p ref={notice} className="feed-notice" tabIndex={-1}>
        <strong>
          “<bdi>{name}</bdi>” is ready. Copy its address now:
        </strong>{' '}
        it won’t be shown again. Anyone who has it can read this calendar.
      </p>
      <CopyField label={`Web address (${new URL(url).protocol}//)`} value={url} onCopied={onKept} />
      <CopyField label="Calendar address (webcal://)" value={webcalUrl} onCopied={onKept} />
      <a className="button" href={webcalUrl} onClick={onKept}>
        Open in a calendar app
      </a>
      {!isLoopbackAddress(url) && (
        <div className="feed-code">
          <QrCode text={webcalUrl} label="QR code of the calendar address" />
          <span>Or scan it with a phone.</span>
        </div>
      )}
      {isPrivate && (
        <p className="feed-notice warning">
          This address only works on this computer or local network; Google Calendar and Outlook can’t reach
          it. To use them, host TaskOverflow at a public address and set <code>PUBLIC_URL</code>.
        </p>
      )}
      <h3>Add to your calendar app</h3>
      <HowToAdd isPrivate={isPrivate} />
      <div className="row dialog-actions">
        <button className="button primary" type="button" onClick={onDone}>
          Done
        </button>
      </div>
    </div>
  )
}
