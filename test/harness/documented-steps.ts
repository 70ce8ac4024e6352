import { readFile } from 'node:fs/promises'

export type DocumentedStep = {
  /**
   * `run` ends well, `fails` does not, `stays` goes on in a terminal of its own, `ctrl-c` ends the newest of these, and
   * `not run` says why.
   */
  kind: 'run' | 'fails' | 'stays' | 'ctrl-c' | 'not run'
  /** What the output must match; of `not run` the reason. */
  note: string
  code: string
}

const step = /<!-- (run|fails|stays|ctrl-c|not run): (.*?) -->\n(?:```sh\n([^]*?)```\n)?/g

/** The commands of a document, each with the comment before it. @throws when a box has none, or a comment no box */
export async function readSteps(path: string): Promise<DocumentedStep[]> {
  const document = await readFile(path, 'utf8')
  const steps = Array.from(document.matchAll(step), ([, kind, note = '', code = '']) => ({
    kind: kind as DocumentedStep['kind'],
    note,
    code,
  }))
  const boxes = document.match(/^```sh$/gm)?.length ?? 0
  const unmarked = steps.filter(({ kind, code }) => (kind === 'ctrl-c') !== (code === ''))
  if (steps.filter(({ code }) => code !== '').length !== boxes || unmarked.length > 0)
    throw new Error(`${path} has commands without a comment that says how they are tested, or the reverse.`)
  return steps
}
