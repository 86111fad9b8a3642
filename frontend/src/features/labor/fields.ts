import { useQuery } from '@tanstack/react-query'
import { words } from '../../format'
import type { Field, Values } from '../../shell/fields'
import { machinesQuery } from '../equipment/queries'
import { boardQuery, orderQuery } from '../work-orders/queries'
import { operatorsQuery } from './queries'

const ACTIVITIES = ['production', 'setup', 'rework', 'indirect'] as const

/** What the time is for: an order with its operation, or none. What is known is proposed. */
export function useSpentFields(workOrder: string): (values: Values) => Field[] {
  const orders = useQuery(boardQuery('open')).data?.map(({ work_order }) => work_order) ?? []
  const order = useQuery({ ...orderQuery(workOrder), enabled: orders.includes(workOrder) })
  const operations = order.data?.operations.map(({ operation }) => operation) ?? []
  const machines = useQuery(machinesQuery()).data?.rows.map(({ equipment }) => equipment) ?? []
  return values => [
    {
      name: 'activity',
      label: 'Activity',
      kind: 'choice',
      required: true,
      initial: 'production',
      choices: ACTIVITIES.map(value => ({ value, label: words(value) })),
    },
    ...(values.activity === 'indirect'
      ? []
      : [
          { name: 'work_order', label: 'Order', required: true, choices: orders },
          { name: 'operation', label: 'Operation', choices: operations },
        ]),
    { name: 'equipment', label: 'Machine', choices: machines.filter(name => name != null) },
  ]
}

/** The badge that was used last on this device goes first: it is mostly the same person's. */
export function useBadgeField(initial?: string): Field {
  const badges = useQuery(operatorsQuery).data?.filter(({ retired }) => !retired) ?? []
  return {
    name: 'operator',
    label: 'Badge',
    required: true,
    choices: badges.map(({ operator }) => operator),
    initial: initial ?? localStorage.getItem(BADGE) ?? '',
  }
}

const BADGE = 'unison.badge'

export function rememberBadge(badge: string): void {
  localStorage.setItem(BADGE, badge)
}
