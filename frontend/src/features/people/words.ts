/** How roles and permissions are called on the screen. */

const ROLES: Record<string, string> = {
  operator: 'Operator',
  supervisor: 'Supervisor',
  quality_engineer: 'Quality engineer',
  planner: 'Planner',
  maintenance: 'Maintenance',
  cost_accountant: 'Cost accountant',
  auditor: 'Auditor',
  admin: 'Administrator',
}

function words(name: string): string {
  const text = name.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function calledRole(role: string): string {
  return ROLES[role] ?? words(role)
}

export function calledRoom(permission: string): string {
  return words(permission.split('.')[0] ?? '')
}

export function calledPermission(permission: string): string {
  return words(permission.split('.')[1] ?? permission)
}

/** The permissions by what they are about, each room once. */
export function byRoom(permissions: readonly string[]): [string, string[]][] {
  const rooms = new Map<string, string[]>()
  for (const permission of permissions) {
    const room = calledRoom(permission)
    rooms.set(room, [...(rooms.get(room) ?? []), permission])
  }
  return [...rooms]
}

interface Assigned {
  role: string | null
  permissions?: string[]
  plants: string[]
}

/** A role, and where it is had. */
export function calledAssignment({ role, permissions = [], plants }: Assigned): string {
  const what = role ? calledRole(role) : permissions.join(', ')
  return plants.length > 0 ? `${what} in ${plants.join(', ')}` : what
}

const CHANGES: Record<string, string> = {
  added: 'let in',
  assigned: 'other roles',
  personal_data_changed: 'personal data changed',
  password_reset: 'password reset',
  second_factor_reset: 'second factor reset',
  disabled: 'disabled',
  enabled: 'enabled again',
  erased: 'erased',
  defined: 'defined',
  changed: 'may do something else',
  retired: 'retired',
  key_added: 'one more key',
  key_revoked: 'a key ended',
}

/** What a change of rights was; of personal data what was changed, and never what it is. */
export function calledChange({ change, changed }: { change: string; changed: string[] | null }): string {
  return changed ? `${changed.join(', ')} changed` : (CHANGES[change] ?? words(change).toLowerCase())
}
