import { failureOf } from '../../api/problems'
import type { components } from '../../api/schema'

export type Beginning = components['schemas']['Beginning']
export type NewOrganization = components['schemas']['NewOrganization']
type Begun = components['schemas']['Begun']

/** Whether an organization may be begun here. Where the server cannot be asked, nothing is offered but the sign-in. */
export async function firstRun(): Promise<Beginning> {
  try {
    const response = await fetch('/api/v1/first-run')
    return response.ok ? ((await response.json()) as Beginning) : CLOSED
  } catch {
    return CLOSED
  }
}

const CLOSED: Beginning = { open: false, people: true }

/** Begins it; raises what the server refuses. */
export async function begin(wanted: NewOrganization): Promise<Begun> {
  const response = await fetch('/api/v1/first-run', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wanted),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw failureOf(response.status, answer)
  return answer as Begun
}
