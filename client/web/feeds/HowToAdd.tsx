import { howTos } from './how-to-add.ts'

/** Short steps for each of the common calendar programs. */
export function HowToAdd({ isPrivate }: { isPrivate: boolean }) {
  return (
    <section className="how-to-add" aria-label="How to add it">
      <h3>Add to your calendar app</h3>
      {howTos.map(({ program, needsPublicAddress, steps, note }) => (
        <details key={program} name="how-to-add">
          <summary>
            {program}
            {needsPublicAddress && isPrivate && <span className="muted"> – needs a public address</span>}
          </summary>
          <ol>
            {steps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p className="muted">{note}</p>
        </details>
      ))}
    </section>
  )
}
