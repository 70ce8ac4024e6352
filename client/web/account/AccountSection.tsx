import { type ReactNode, type Ref, useId } from 'react'

type Props = {
  title: string
  about?: string | undefined
  /** Takes the focus when what had it is gone. */
  headingRef?: Ref<HTMLHeadingElement>
  /** Beside the title. */
  action?: ReactNode
  children: ReactNode
}

export function AccountSection({ title, about, headingRef, action, children }: Props) {
  const id = useId()
  return (
    <section className="account-section" aria-labelledby={id}>
      <div className="account-section-head">
        <h2 ref={headingRef} id={id} tabIndex={-1}>
          {title}
        </h2>
        {about !== undefined && <p className="muted">{about}</p>}
        {action}
      </div>
      {children}
    </section>
  )
}

/** A passkey, a session or a token, with what is said about it, and its button. */
export const AccountRow = ({
  title,
  facts,
  children,
}: {
  title: ReactNode
  facts: ReactNode
  children?: ReactNode
}) => (
  <li className="account-row">
    <div>
      <div className="account-row-title">{title}</div>
      <div className="muted">{facts}</div>
    </div>
    {children}
  </li>
)
