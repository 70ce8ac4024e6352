import { Component, type ReactNode } from 'react'
import { describeError } from '../describe-error.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

type State = { error: unknown }

/** Shows what broke a view, in its place; a view whose script is no longer there is one of a newer page. */
export class ViewBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <EmptyState title="This view could not be shown" role="alert">
        <p>{describeError(error).message}</p>
        <button className="button" type="button" onClick={() => location.reload()}>
          Load the page again
        </button>
      </EmptyState>
    )
  }
}
