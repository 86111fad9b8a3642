import { expect, it } from 'vitest'
import { calledKind, reasonOf, when } from './telling'

it('tells why a job is dead in words, without the name of an error', () => {
  expect(reasonOf({ error: 'SMTPConnectError: the mail server does not answer', attempts: 3 })).toBe(
    'Tried 3 times. the mail server does not answer',
  )
  expect(reasonOf({ error: 'There is no such address.', attempts: 1 })).toBe('Tried once. There is no such address.')
  expect(reasonOf({ error: 'TimeoutError', attempts: 3 })).toBe('Tried 3 times. It told no reason.')
  expect(reasonOf({ error: 'Overdue: It took longer than 60 s.', attempts: 3 })).toBe(
    'Tried 3 times. It took longer than 60 s.',
  )
})

it('calls a kind by what it does, and a new one by its name', () => {
  expect(calledKind('webhook')).toBe('Telling other systems')
  expect(calledKind('label_print')).toBe('Label print')
})

it('tells when something is done again', () => {
  expect(when({ every_s: 600, at: null, weekdays: [1, 2, 3, 4, 5, 6, 7] })).toBe('every 10 min')
  expect(when({ every_s: null, at: '06:00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] })).toBe('at 06:00')
  expect(when({ every_s: null, at: '06:00', weekdays: [1, 5] })).toBe('at 06:00 on Mon, Fri')
})
