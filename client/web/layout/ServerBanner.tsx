import { useIsServerAway } from '../server-status.ts'
import './ServerBanner.css'

/** Says once for the whole page that the server cannot be reached, until it can. */
export const ServerBanner = () => (
  <output className="server-banner">
    {useIsServerAway() && 'The server can’t be reached. Trying again…'}
  </output>
)
