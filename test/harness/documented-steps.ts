import { readFile } from 'node:fs/promises'

export type DocumentedStep = {
  /**
   * `run` exits with 0, `fails` does not, `stays` keeps running in a terminal of its own, `ctrl-c` ends the newest of
   * these, and `not run` is skipped for the reason in `note`.
   */
  kind: 'run' | 'fails' | 'stays' | 'ctrl-c' | 'not run'
  /** A pattern that the output must match; for `not run`, the reason. */
  note: string
  code: string
}

const step = /<!-- (run|fails|stays|ctrl-c|not run): (.*?) -->\n(?:```sh\n([^]*?)```\n)?/g

/** Reads the commands of a document with their comments. @throws Error for a code block without a comment, or the reverse */
export async function readSteps(path: string): Promise<DocumentedStep[]> {
  const document = await readFile(path, 'utf8')
  const steps = Array.from(document.matchAll(step), ([, kind, note = '', code = '']) => ({
    kind: kind as DocumentedStep['kind'],
    note,
    code,
  }))
  const blocks = document.match(/^```sh$/gm)?.length ?? 0
  const unmarked = steps.filter(({ kind, code }) => (kind === 'ctrl-c') !== (code === ''))
  if (steps.filter(({ code }) => code !== '').length !== blocks || unmarked.length > 0)
    throw new Error(
      `${path} has a code block without a comment on how to test it, or a comment without a code block.`,
    )
  return steps
}
