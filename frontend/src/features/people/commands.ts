import { api, done, read, type Schemas } from '../../api/client'
import { uuid7 } from '../../offline/uuid7'

/** The header that has a command carried out once. */
function once() {
  return { header: { 'idempotency-key': uuid7() } }
}

export const newId = (): string => uuid7()

export const addPerson = (body: Schemas['AddPerson']) => read(api.POST('/api/v1/people/add', { params: once(), body }))

export const assignPerson = (body: Schemas['AssignPerson']) =>
  read(api.POST('/api/v1/people/assign', { params: once(), body }))

export const changePerson = (body: Schemas['ChangePerson']) =>
  read(api.POST('/api/v1/people/change', { params: once(), body }))

export const disablePerson = (person: string) =>
  read(api.POST('/api/v1/people/disable', { params: once(), body: { person } }))

export const enablePerson = (person: string) =>
  read(api.POST('/api/v1/people/enable', { params: once(), body: { person } }))

export const erasePerson = (person: string) =>
  read(api.POST('/api/v1/people/erase', { params: once(), body: { person } }))

export const resetSecondFactor = (person: string) =>
  read(api.POST('/api/v1/people/reset-second-factor', { params: once(), body: { person } }))

/** A password for once, which is told this once. */
export const givePassword = (person: string) =>
  read(api.POST('/api/v1/people/one-time-password', { params: once(), body: { person } }))

/** No command holds a PIN or what stands on a badge: each has a route of its own. */
export const setPin = (person: string, pin: string) =>
  done(api.POST('/api/v1/stations/set-pin', { body: { person, pin } }))

export const removePin = (person: string) =>
  read(api.POST('/api/v1/stations/remove-pin', { params: once(), body: { person } }))

export const setBadge = (person: string, badge: string) =>
  done(api.POST('/api/v1/stations/set-badge', { body: { person, badge } }))

export const removeBadge = (person: string) =>
  read(api.POST('/api/v1/stations/remove-badge', { params: once(), body: { person } }))

export const defineRole = (body: Schemas['DefineRole']) =>
  read(api.POST('/api/v1/people/roles/define', { params: once(), body }))

export const changeRole = (body: Schemas['ChangeRole']) =>
  read(api.POST('/api/v1/people/roles/change', { params: once(), body }))

export const retireRole = (role: string) =>
  read(api.POST('/api/v1/people/roles/retire', { params: once(), body: { role } }))
