import { Component, type ReactNode } from 'react'
import { t } from '../messages/layout.ts'
import { EmptyState } from '../ui/EmptyState.tsx'

type Props = { location: string; children: ReactNode }
type State = { location: string; hasFailed: boolean }

/** Replaces a view, or the frame around the views, that has failed, until another location is shown. */
export class ViewBoundary extends Component<Props, State> {
  override state: State = { location: this.props.location, hasFailed: false }

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true }
  }

  static getDerivedStateFromProps({ location }: Props, state: State): State | null {
    return location === state.location ? null : { location, hasFailed: false }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <EmptyState title={t.failed} role="alert">
        <p>{t.whyFailed}</p>
        <button className="button" type="button" onClick={() => location.reload()}>
          {t.reload}
        </button>
      </EmptyState>
    )
  }
}
