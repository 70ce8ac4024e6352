import type { Problem } from '../describe-error.ts'

type Props = { problem: Problem | undefined; fields: readonly string[] }

/** What went wrong. What a field shows already is only announced: the field may have the focus before. */
export const FormProblem = ({ problem, fields }: Props) => (
  <p
    className={fields.includes(problem?.field ?? '') ? 'problem visually-hidden' : 'problem'}
    role="alert"
    hidden={problem === undefined}
  >
    {problem?.message}
  </p>
)
