import { useEffect, useRef } from 'react'
import { CopyField } from './CopyField.tsx'
import './FeedAddress.css'
import type { IssuedFeed } from './feeds-queries.ts'
import { HowToAdd } from './HowToAdd.tsx'
import { isPrivateAddress } from './is-private-address.ts'
import { QrCode } from './QrCode.tsx'

/** The address of a feed. It is shown only once, because the server stores a hash of it. */
export function FeedAddress({
  feed: { name, url, webcalUrl },
  onDone,
}: {
  feed: IssuedFeed
  onDone: () => void
}) {
  const notice = useRef<HTMLParagraphElement>(null)
  // The button that had the focus no longer exists.
  useEffect(() => notice.current?.focus(), [])
  const isPrivate = isPrivateAddress(url)
  return (
    <div className="stack feed-address">
      <p ref={notice} className="feed-notice" tabIndex={-1}>
        <strong>“{name}” is ready. Copy its address now:</strong> it won’t be shown again. Anyone who has it
        can read this calendar.
      </p>
      <CopyField label={`Web address (${new URL(url).protocol}//)`} value={url} />
      <CopyField label="Calendar address (webcal://)" value={webcalUrl} />
      <div className="feed-code">
        <QrCode text={webcalUrl} label="QR code of the calendar address" />
        <div className="stack">
          <span>Scan with your phone, or on this device:</span>
          <a className="button" href={webcalUrl}>
            Open in a calendar app
          </a>
        </div>
      </div>
      {isPrivate && (
        <p className="feed-notice warning">
          This address only works on this computer or local network; Google Calendar and Outlook can’t reach
          it. To use them, host TaskOverflow at a public address and set <code>PUBLIC_URL</code>.
        </p>
      )}
      <HowToAdd isPrivate={isPrivate} />
      <div className="row dialog-actions">
        <button className="button primary" type="button" onClick={onDone}>
          Done
        </button>
      </div>
    </div>
  )
}
