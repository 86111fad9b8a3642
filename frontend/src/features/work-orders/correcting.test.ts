import { describe, expect, it } from 'vitest'
import { correctedBody, draftOfReport } from './correcting'
import type { Report } from './queries'

const REPORT: Report = {
  log: 'LOG-1',
  version: 3,
  equipment: 'Lathe 1',
  activity: 'production',
  started_at: '2026-11-23T08:00:17.250000Z',
  ended_at: '2026-11-23T09:30:41Z',
  good_pcs: 12,
  rejected_pcs: 1,
  rework_pcs: 0,
  review_pcs: 0,
  operator: 'B-17',
  operation: '20',
  reason: 'chatter marks',
  scrap_reason: 'surface',
  struck: false,
  why: null,
  by_user: null,
  recorded_at: '2026-11-23T09:31:00Z',
  feed_seq: 40,
  stands: true,
}

describe('a correction of a log', () => {
  it('says again what was right, to the second, and what was wrong anew', () => {
    const body = correctedBody('WO-1', REPORT, { ...draftOfReport(REPORT), good: 21, why: ' digits swapped ' })
    expect(body).toMatchObject({
      work_order: 'WO-1',
      log: 'LOG-1',
      good_pcs: 21,
      rejected_pcs: 1,
      started_at: REPORT.started_at,
      ended_at: REPORT.ended_at,
      operator: 'B-17',
      operation: '20',
      reason: 'chatter marks',
      scrap_reason: 'surface',
      why: 'digits swapped',
    })
  })

  it('moves only the end that was moved', () => {
    const body = correctedBody('WO-1', REPORT, { ...draftOfReport(REPORT), ended: '2026-12-01T10:00', why: 'late' })
    expect(body).toMatchObject({
      started_at: REPORT.started_at,
      ended_at: new Date('2026-12-01T10:00').toISOString(),
    })
  })

  it('is not sent when nothing changes, or when it ends before it starts', () => {
    const draft = { ...draftOfReport(REPORT), why: 'to be sure' }
    expect(correctedBody('WO-1', REPORT, draft)).toContain('Nothing is changed')
    expect(correctedBody('WO-1', REPORT, { ...draft, started: '' })).toContain('from when')
    expect(correctedBody('WO-1', REPORT, { ...draft, started: '2027-01-01T00:00' })).toContain('before the start')
  })
})
