import createClient, { type Middleware } from 'openapi-fetch'
import { session } from '../features/sign-in/session'
import { heard } from './clock'
import { failureOf } from './problems'
import type { components, paths } from './schema'

export type Schemas = components['schemas']

/**
 * The typed client. Each request carries the access token; one that is refused with 401 gets a new token and is sent
 * once more. What goes through here may be sent twice: reads, the command batch, whose ids count once, and what is set to a value.
 */
const authorization: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Authorization', `Bearer ${await session.accessToken()}`)
    return request
  },
  async onResponse({ request, response }) {
    heard(response.headers.get('Date'))
    if (response.status === 403) void leadToFactor(response.clone())
    if (response.status !== 401) return response
    const token = await session.renewedToken(request.headers.get('Authorization')?.slice('Bearer '.length))
    const again = new Request(kept.get(request) ?? request)
    kept.delete(request)
    again.headers.set('Authorization', `Bearer ${token}`)
    return fetch(again)
  },
}

/** A role has begun to demand a second factor: who is here is led to it. */
async function leadToFactor(refused: Response): Promise<void> {
  const problem = (await refused.json().catch(() => null)) as { code?: string } | null
  if (problem?.code === 'second_factor_demanded') await session.readMe().catch(() => undefined)
}

/** A request's body can be read once, so a copy is kept for the second try. */
const kept = new WeakMap<Request, Request>()

const keeping: Middleware = {
  onRequest({ request }) {
    kept.set(request, request.clone())
  },
}

export const api = createClient<paths>({ baseUrl: window.location.origin })
api.use(authorization, keeping)

/** How often to ask again for what counts up to the moment of the question, though no view has anything new. */
export const GOES_ON_MS = 60_000

interface Answered<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of an answer; an answer that is a problem is raised as `ApiProblem`. */
export async function read<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked
  if (!response.ok || data === undefined) throw failureOf(response.status, error)
  return data
}

/** That it was done, where the answer has nothing to say; an answer that is a problem is raised as `ApiProblem`. */
export async function done(asked: Promise<Answered<unknown>>): Promise<void> {
  const { error, response } = await asked
  if (!response.ok) throw failureOf(response.status, error)
}
