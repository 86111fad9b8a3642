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
