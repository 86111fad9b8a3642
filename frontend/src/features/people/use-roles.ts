import { useQuery } from '@tanstack/react-query'
import { rolesQuery } from './queries'
import { calledRole } from './words'

/** The roles that somebody or something can have, to be chosen from; `has` is one that stays, though it may be retired. */
export function useRoleChoices(has?: string | null): { value: string; label: string }[] {
  const roles = useQuery(rolesQuery).data ?? []
  return roles
    .filter(({ role, retired }) => !retired || role === has)
    .map(({ role }) => ({ value: role, label: calledRole(role) }))
}
