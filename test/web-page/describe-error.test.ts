import { describe, expect, it } from 'vitest'
import { describeError, findProblemOf, RefusedError } from '../../client/web/describe-error.ts'

describe('why the server refuses a form', () => {
  it('is told at each of its fields', () => {
    const problem = describeError(
      new RefusedError(400, 'name: must not be empty; input.password: must have at least 10 characters'),
    )
    expect(findProblemOf('name', problem)).toBe('must not be empty')
    expect(findProblemOf('password', problem)).toBe('must have at least 10 characters')
    expect(findProblemOf('other', problem)).toBe(undefined)
  })

  it('names the field of a conflict', () => {
    expect(describeError(new RefusedError(409, 'name: already in use'))).toEqual({
      field: 'name',
      message: 'already in use',
    })
    expect(describeError(new RefusedError(409, 'Another account already signs in this way')).field).toBe(
      undefined,
    )
  })

  it('stays one text when there is no field', () => {
    expect(describeError(new RefusedError(400, 'too easy to guess; use several random words'))).toEqual({
      field: undefined,
      message: 'too easy to guess; use several random words',
    })
  })
})
