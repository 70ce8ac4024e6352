import './Loading.css'

/** Says so only when it takes a while: what comes at once need not be announced. */
export function Loading({ what }: { what: string }) {
  return (
    <output className="loading">
      <span className="spinner" aria-hidden="true" />
      Loading {what} …
    </output>
  )
}
