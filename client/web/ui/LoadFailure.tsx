import { Cause } from './Cause.tsx'
import { EmptyState } from './EmptyState.tsx'

type Props = { what: string; error: unknown; onRetry: () => unknown }

/** Replaces a view whose data could not be loaded. */
export const LoadFailure = ({ what, error, onRetry }: Props) => (
  <EmptyState title={`Couldn’t load ${what}`} role="alert">
    <p>
      <Cause error={error} />
    </p>
    <button className="button" type="button" onClick={() => void onRetry()}>
      Try again
    </button>
  </EmptyState>
)
