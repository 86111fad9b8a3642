import { describe, expect, it } from 'vitest'
import { correctionOfEntry, draftOfEntry } from './correcting'
import type { Told } from './queries'

const TOLD = {
  entry: 3,
  kind: 'breakdown',
  started_at: '2026-03-02T08:00:00Z',
  ended_at: '2026-03-02T09:00:00Z',
  reason: 'jammed',
} as Told

describe('the correction of what a machine was told to have done', () => {
  it('says what was changed alone', () => {
    const draft = { ...draftOfEntry(TOLD), kind: 'setup', why: ' misread ' }
    expect(correctionOfEntry('M-1', TOLD, draft)).toEqual({ equipment: 'M-1', entry: 3, kind: 'setup', why: 'misread' })
  })

  it('strikes without saying anything else', () => {
    const draft = { ...draftOfEntry(TOLD), kind: 'setup', struck: true, why: 'no' }
    expect(correctionOfEntry('M-1', TOLD, draft)).toEqual({ equipment: 'M-1', entry: 3, why: 'no' })
  })

  it('asks for a change', () => {
    expect(correctionOfEntry('M-1', TOLD, draftOfEntry(TOLD))).toContain('Nothing is changed')
  })
})
