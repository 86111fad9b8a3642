import type { components } from './schema'

/** A problem of the server, or one of our own: where no server answered, its code is none of the server's. */
export type Problem = Omit<components['schemas']['Problem'], 'code'> & { code: string }

/** An answer of the server that is not what was asked for: RFC 9457, with a code that programs match. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
    this.name = 'ApiProblem'
  }
}

/** What a failed answer says; an answer that is no problem document comes from something before the server. */
export function failureOf(status: number, body: unknown): ApiProblem {
  if (isProblem(body)) return new ApiProblem(body)
  return new ApiProblem({
    type: 'about:blank',
    title: 'NoAnswer',
    status,
    code: 'no_answer',
    errors: [],
    facts: {},
    detail: `The server answered with status ${status} and no explanation. Try again in a moment.`,
  })
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body
}

/** What to tell a person about a failure of any kind. */
export function told(error: unknown): string {
  if (error instanceof ApiProblem) return error.problem.detail
  if (error instanceof TypeError) return 'The server cannot be reached. Check the network.'
  return error instanceof Error ? error.message : String(error)
}

/** Whether the same request may succeed later without anybody changing anything. */
export function passing(problem: Problem): boolean {
  if (problem.code === 'contended' || problem.code === 'organization_moved') return true
  return problem.status >= 500 || problem.status === 429 || problem.status === 401
}
