import { common } from '../messages/common.ts'
import './Loading.css'

/** Appears only after a short delay, so that fast loads are not announced. */
export function Loading() {
  return (
    <output className="loading">
      <span className="spinner" aria-hidden="true" />
      {common.loading}
    </output>
  )
}
