import { describe, expect, it } from 'vitest'
import { correctionOf, draftOf } from './correcting'
import type { Statement } from './queries'

const TOLD = {
  statement: 3,
  kind: 'breakdown',
  started_at: '2026-03-02T08:00:00Z',
  ended_at: '2026-03-02T09:00:00Z',
  reason: 'jammed',
} as unknown as Statement

describe('the correction of what a machine was told to have done', () => {
  it('says what was changed alone', () => {
    const draft = { ...draftOf(TOLD), kind: 'setup', why: ' misread ' }
    expect(correctionOf('M-1', TOLD, draft)).toEqual({ equipment: 'M-1', statement: 3, kind: 'setup', why: 'misread' })
  })

  it('strikes without saying anything else', () => {
    const draft = { ...draftOf(TOLD), kind: 'setup', struck: true, why: 'no' }
    expect(correctionOf('M-1', TOLD, draft)).toEqual({ equipment: 'M-1', statement: 3, why: 'no' })
  })

  it('asks for a change', () => {
    expect(correctionOf('M-1', TOLD, draftOf(TOLD))).toContain('Nothing is changed')
  })
})
