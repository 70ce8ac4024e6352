import { useEffect, useRef } from 'react'
import { CopyField } from './CopyField.tsx'
import './FeedAddress.css'
import type { IssuedFeed } from './feeds-queries.ts'
import { HowToAdd } from './HowToAdd.tsx'
import { isPrivateAddress } from './is-private-address.ts'
import { QrCode } from './QrCode.tsx'

/** Where calendar programs find a feed: shown this once, for the server keeps but a hash of it. */
export function FeedAddress({
  feed: { name, url, webcalUrl },
  onDone,
}: {
  feed: IssuedFeed
  onDone: () => void
}) {
  const notice = useRef<HTMLParagraphElement>(null)
  // The button that was pressed is gone.
  useEffect(() => notice.current?.focus(), [])
  const isPrivate = isPrivateAddress(url)
  return (
    <div className="stack feed-address">
      <p ref={notice} className="feed-notice" tabIndex={-1}>
        <strong>“{name}” is ready. Copy its address now:</strong> it is shown only this once. Whoever has it
        can read the calendar.
      </p>
      <CopyField label={`Web address (${new URL(url).protocol}//)`} value={url} />
      <CopyField label="Calendar address (webcal://)" value={webcalUrl} />
      <div className="feed-code">
        <QrCode text={webcalUrl} label="QR code of the calendar address" />
        <div className="stack">
          <span>Scan it with the camera of a phone, or go on here:</span>
          <a className="button" href={webcalUrl}>
            Open in a calendar app
          </a>
        </div>
      </div>
      {isPrivate && (
        <p className="feed-notice warning">
          This address leads here only from this machine or its network: Google and Outlook cannot reach it,
          nor can a phone elsewhere. Serve TaskOverflow at a public address and set <code>PUBLIC_URL</code> to
          it.
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
