import { common } from '../messages/common.ts'
import { Cause } from './Cause.tsx'
import { EmptyState } from './EmptyState.tsx'

type Props = { title: string; error: unknown; onRetry: () => unknown }

/** Replaces a view whose data could not be loaded. */
export const LoadFailure = ({ title, error, onRetry }: Props) => (
  <EmptyState title={title} role="alert">
    <p>
      <Cause error={error} />
    </p>
    <button className="button" type="button" onClick={() => void onRetry()}>
      {common.retry}
    </button>
  </EmptyState>
)
