import type { Schemas } from '../../api/client'
import { toInput } from '../../format'
import type { Statement } from './queries'

export const KINDS = ['production', 'setup', 'breakdown', 'planned_stop', 'idle'] as const

/** What the sheet of a correction holds; times are those of an <input type="datetime-local">. */
export interface StatementDraft {
  kind: string
  started: string
  ended: string
  reason: string
  struck: boolean
  why: string
}

export function draftOf(told: Statement): StatementDraft {
  return {
    kind: told.kind,
    started: toInput(new Date(told.started_at)),
    ended: toInput(new Date(told.ended_at)),
    reason: told.reason ?? '',
    struck: false,
    why: '',
  }
}

type Correction = Schemas['CorrectStatement'] | Schemas['StrikeStatement']

/** The correction, with those fields alone that were changed; or what has to be mended first. */
export function correctionOf(equipment: string, told: Statement, draft: StatementDraft): Correction | string {
  const statement = { equipment, statement: told.statement ?? 0, why: draft.why.trim() }
  if (draft.struck) return statement
  if (!draft.started) return 'Say when it began.'
  const before = draftOf(told)
  const changed = {
    ...(draft.kind === before.kind ? {} : { kind: draft.kind as (typeof KINDS)[number] }),
    ...(draft.started === before.started ? {} : { started_at: new Date(draft.started).toISOString() }),
    ...(draft.ended === before.ended || !draft.ended ? {} : { ended_at: new Date(draft.ended).toISOString() }),
    ...(draft.reason.trim() === before.reason || !draft.reason.trim() ? {} : { reason: draft.reason.trim() }),
  }
  if (Object.keys(changed).length === 0) return 'Nothing is changed yet. Change what was wrong, or close the sheet.'
  return { ...statement, ...changed }
}
