import { describeError } from '../describe-error.ts'
import { useIsServerAway } from '../server-status.ts'
import { EmptyState } from './EmptyState.tsx'

type Props = { what: string; error: unknown; onRetry: () => unknown }

/** Replaces a view whose data could not be loaded. The banner says when the server cannot be reached. */
export const LoadFailure = ({ what, error, onRetry }: Props) => (
  <EmptyState title={`Couldn’t load ${what}`} role="alert">
    {!useIsServerAway() && <p>{describeError(error).message}</p>}
    <button className="button" type="button" onClick={() => void onRetry()}>
      Try again
    </button>
  </EmptyState>
)
