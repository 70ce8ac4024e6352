import { Component, type ReactNode } from 'react'
import { describeError } from '../describe-error.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

type State = { error: unknown }

/** Shows the error of a view in its place. A missing script means that a newer page was deployed. */
export class ViewBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <EmptyState title="This page couldn’t be loaded" role="alert">
        <p>{describeError(error).message}</p>
        <button className="button" type="button" onClick={() => location.reload()}>
          Reload
        </button>
      </EmptyState>
    )
  }
}
