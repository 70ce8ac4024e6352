import type { ReactNode } from 'react'
import { common } from '../messages/common.ts'

type Props = { children: ReactNode; onRetry: () => unknown }

/** Says beside what is shown that loading failed. `LoadFailure` stands in place of it. */
export const RetryNotice = ({ children, onRetry }: Props) => (
  <div className="row problem" role="alert">
    {children}
    <button className="button small" type="button" onClick={() => void onRetry()}>
      {common.retry}
    </button>
  </div>
)
