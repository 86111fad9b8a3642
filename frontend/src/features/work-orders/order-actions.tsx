import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPencilPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { told } from '../../api/problems'
import { toInput } from '../../format'
import { command } from '../../offline/sending'
import { CommandSheet, type Field } from '../../shell/fields'
import { useMay } from '../sign-in/use-session'
import { LOGGABLE } from './parts'
import type { OrderInFull, Status } from './queries'

interface Action {
  command: string
  label: string
  when: readonly Status[]
  /** What is asked before it is sent; without, it is sent at once. */
  asked?: readonly Field[]
  danger?: boolean
}

const IN_PROGRESS: readonly Status[] = ['released', 'running', 'paused']
const NOT_DONE: readonly Status[] = ['planned', ...IN_PROGRESS, 'on_hold']

function why(placeholder: string, required = true): Field[] {
  return [{ name: 'reason', label: 'Reason', required, placeholder }]
}

/** Asked while the pieces that are logged and those put out as lots differ. */
function whichAreRight(order: OrderInFull): Field[] {
  if (!order.pieces_differ) return []
  return [
    {
      name: 'made',
      label: 'Which pieces are right?',
      kind: 'choice',
      required: true,
      choices: [
        { value: 'logged', label: `${order.logged_pcs} as logged` },
        { value: 'put_out', label: `${Number(order.put_out_pcs)} as put out in lots` },
      ],
      description: 'If neither is, correct the log or the movement of the lot first.',
    },
  ]
}

const ON_A_MACHINE: Field[] = [
  {
    name: 'equipment',
    label: 'Machine',
    required: true,
    placeholder: 'Mill 1',
    description: 'It is started there; a breakdown of the machine pauses it.',
  },
]

function actionsOf(order: OrderInFull): Action[] {
  return [
    { command: 'work_orders.release', label: 'Release', when: ['planned'] },
    { command: 'work_orders.start', label: 'Start', when: ['released'] },
    { command: 'work_orders.start', label: 'Put on a machine', when: ['released'], asked: ON_A_MACHINE },
    { command: 'work_orders.pause', label: 'Pause', when: ['running'], asked: why('waiting for material') },
    { command: 'work_orders.resume', label: 'Resume', when: ['paused'] },
    { command: 'work_orders.resume', label: 'Put on a machine', when: ['paused'], asked: ON_A_MACHINE },
    {
      command: 'work_orders.complete',
      label: 'Complete',
      when: ['running', 'paused'],
      asked: [
        ...whichAreRight(order),
        ...(order.short_pcs > 0 ? why(`${order.short_pcs} pcs short: why?`, false) : []),
      ],
    },
    { command: 'work_orders.close', label: 'Close', when: ['completed'], asked: whichAreRight(order) },
    {
      command: 'work_orders.reopen',
      label: 'Reopen',
      when: ['completed', 'closed'],
      asked: why('material was taken late'),
    },
    { command: 'work_orders.hold', label: 'Hold', when: IN_PROGRESS, asked: why('the drawing is being changed') },
    { command: 'work_orders.unhold', label: 'Take off hold', when: ['on_hold'] },
    { command: 'work_orders.undo', label: 'Undo my last entry', when: [...IN_PROGRESS, 'on_hold', 'completed'] },
    {
      command: 'work_orders.reschedule',
      label: 'Plan otherwise',
      when: NOT_DONE,
      asked: [
        {
          name: 'quantity_pcs',
          label: 'Quantity',
          kind: 'count',
          unit: 'pcs',
          min: 1,
          initial: String(order.quantity_pcs),
        },
        { name: 'due_at', label: 'Due', kind: 'moment', initial: order.due_at ? toInput(new Date(order.due_at)) : '' },
        {
          name: 'priority',
          label: 'Priority',
          kind: 'count',
          initial: String(order.priority),
          description: '0 to 100; a higher one goes first',
        },
        ...why('the customer needs it sooner'),
      ],
    },
    {
      command: 'work_orders.cancel',
      label: 'Cancel the order',
      when: NOT_DONE,
      asked: why('the customer has withdrawn it'),
      danger: true,
    },
  ]
}

/** The steps that an order may take now, by who may take them. */
export function OrderActions({ order }: { order: OrderInFull }) {
  const may = useMay()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const [asked, setAsked] = useState<Action | null>(null)

  async function act(action: Action) {
    setBusy(action.command)
    try {
      const entry = await command(action.command, { work_order: order.work_order })
      if (entry.state === 'refused' || entry.state === 'pending_command')
        notifications.show({ title: 'Refused', message: entry.problem?.detail, color: 'red', autoClose: 10_000 })
      if (entry.state === 'waiting')
        notifications.show({ message: 'Kept on this device until the server can be reached.', color: 'yellow' })
      await queries.invalidateQueries({ queryKey: ['work_order_board'] })
    } catch (error) {
      notifications.show({ title: 'This did not work', message: told(error), color: 'red' })
    } finally {
      setBusy(null)
    }
  }

  const allowed = actionsOf(order).filter(action => action.when.includes(order.status) && may(action.command))
  const mayLog = LOGGABLE.includes(order.status) && may('work_orders.log_production')
  if (allowed.length === 0 && !mayLog) return null
  return (
    <Group gap="sm">
      {mayLog && (
        <Button
          leftSection={<IconPencilPlus size={18} aria-hidden />}
          renderRoot={props => <Link {...props} to="." search={old => ({ ...old, log: order.work_order })} />}
        >
          Log production
        </Button>
      )}
      {allowed.map(action => (
        <Button
          key={action.label}
          variant="default"
          loading={busy === action.command && !action.asked}
          onClick={() => (action.asked?.length ? setAsked(action) : void act(action))}
        >
          {action.label}
        </Button>
      ))}
      {asked?.asked && (
        <CommandSheet
          title={`${asked.label}: ${order.work_order}`}
          command={asked.command}
          fixed={{ work_order: order.work_order }}
          fields={asked.asked}
          said={`${order.work_order}: ${asked.label.toLowerCase()}`}
          danger={asked.danger}
          changes
          close={() => setAsked(null)}
        />
      )}
    </Group>
  )
}
