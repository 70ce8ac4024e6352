import type { ReactNode } from 'react'
import './SignInFrame.css'

/** What is in front of the page: to sign in, or to join. */
export const SignInFrame = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="sign-in-frame stack">
    <p className="sign-in-brand">
      <img src="/icon.svg" alt="" width="28" height="28" />
      TaskOverflow
    </p>
    <h1>{title}</h1>
    {children}
  </div>
)
