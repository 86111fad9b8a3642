import { toInput } from '../../format'
import type { Report } from './queries'

/** What the sheet of a correction holds; times are those of <input type="datetime-local">. */
export interface LogDraft {
  equipment: string
  activity: string
  started: string
  ended: string
  good: number
  rejected: number
  rework: number
  review: number
  scrapReason: string
  why: string
}

export function draftOfReport(report: Report): LogDraft {
  return {
    equipment: report.equipment,
    activity: report.activity,
    started: toInput(new Date(report.started_at)),
    ended: toInput(new Date(report.ended_at)),
    good: report.good_pcs,
    rejected: report.rejected_pcs,
    rework: report.rework_pcs,
    review: report.review_pcs,
    scrapReason: report.scrap_reason ?? '',
    why: '',
  }
}

/**
 * The command's fields, or what has to be mended first. A time that was not touched stays exact: the field holds no
 * seconds, and a correction of the pieces must not move the report.
 */
export function correctedBody(workOrder: string, report: Report, draft: LogDraft): Record<string, unknown> | string {
  if (!draft.started || !draft.ended) return 'Say from when to when it was.'
  const before = draftOfReport(report)
  const started_at = draft.started === before.started ? report.started_at : new Date(draft.started).toISOString()
  const ended_at = draft.ended === before.ended ? report.ended_at : new Date(draft.ended).toISOString()
  if (Date.parse(ended_at) < Date.parse(started_at)) return 'The end is before the start. Correct one of the two times.'
  if (JSON.stringify({ ...draft, why: '' }) === JSON.stringify(before))
    return 'Nothing is changed yet. Change what was wrong, or close the sheet.'
  return {
    work_order: workOrder,
    log: report.log,
    equipment: draft.equipment.trim(),
    activity: draft.activity,
    started_at,
    ended_at,
    good_pcs: draft.good,
    rejected_pcs: draft.rejected,
    rework_pcs: draft.rework,
    review_pcs: draft.review,
    operator: report.operator,
    operation: report.operation,
    reason: report.reason,
    scrap_reason: (draft.rejected > 0 && draft.scrapReason) || null,
    why: draft.why.trim(),
  }
}
