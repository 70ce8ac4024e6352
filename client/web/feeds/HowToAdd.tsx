import { useId } from 'react'
import { t as feeds } from '../messages/feeds.ts'
import { t } from '../messages/how-to-add.ts'

/** Short steps for each of the common calendar apps. */
export function HowToAdd({ isPrivate }: { isPrivate: boolean }) {
  // One of the group is open at a time.
  const group = useId()
  return (
    <div className="how-to-add">
      {t.howTos.map(({ app, needsPublicAddress, steps, note }) => (
        <details key={app} name={group}>
          <summary>
            {app}
            {needsPublicAddress && isPrivate && <span className="muted">{feeds.needsPublicAddress}</span>}
          </summary>
          <ol>
            {steps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="muted">{note}</p>
        </details>
      ))}
    </div>
  )
}
