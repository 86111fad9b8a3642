import { expect, test } from 'vitest'
import { aboutEntry, calledKind, isWarning, personOf } from './telling'

const entry = (detail: Record<string, unknown>) => ({
  entry: 1,
  at: '2026-11-23T10:00:00Z',
  kind: 'rights_changed',
  account: null,
  address: null,
  times: 1,
  detail,
})

test('a fact about a person is told without the id of the person', () => {
  const told = entry({
    fact: 'people.PersonDisabled',
    about: 'people:0198c0de-0000-7000-8000-000000000001',
    version: 2,
  })
  expect(aboutEntry(told)).toBe('person disabled')
  expect(personOf(told)).toBe('0198c0de-0000-7000-8000-000000000001')
})

test('a fact about a role or a station names it', () => {
  expect(aboutEntry(entry({ fact: 'roles.RoleChanged', about: 'roles:planner', version: 3 }))).toBe(
    'role changed, role planner',
  )
})

test('a refusal says what was asked for, and where', () => {
  const told = entry({ permission: 'users.read', code: 'not_allowed', path: '/api/v1/users' })
  expect(aboutEntry(told)).toBe('for users.read, at /api/v1/users')
})

test('a kind that this version does not know is told by its name', () => {
  expect(calledKind('badge_lost')).toBe('badge lost')
  expect(calledKind('sign_in_failed')).toBe('Could not sign in')
})

test('who was kept out stands out, who came in does not', () => {
  expect(isWarning('refused_forbidden')).toBe(true)
  expect(isWarning('signed_in')).toBe(false)
})
