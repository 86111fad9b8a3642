import { Button, Group, Text, VisuallyHidden } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { count } from '../../format'
import { CommandSheet } from '../../shell/fields'
import { plantsQuery, usePlantField } from '../../shell/plants'
import { Failed, Page } from '../../shell/states'
import { machinesQuery } from '../equipment/queries'
import { ImportSheet } from '../imports/import-sheet'
import { RegisterSheet } from '../materials/material-sheets'
import { materialsQuery } from '../materials/queries'
import { useMay, useMe } from '../sign-in/use-session'
import { stationsQuery } from '../stations/queries'
import { CreateSheet } from '../work-orders/create-sheet'
import { LOGGABLE } from '../work-orders/parts'
import { everyOrderQuery, peopleQuery } from './queries'

/**
 * From an empty organization to the first logged piece. What is done is seen by what there is, so each step can be left, done elsewhere
 * and taken up again.
 */
export function Screen() {
  const me = useMe()
  const may = useMay()
  const navigate = useNavigate()
  const [sheet, setSheet] = useState<'machine' | 'material' | 'order' | 'machines' | 'materials' | 'people' | null>(
    null,
  )
  const plants = useQuery(plantsQuery)
  const plantField = usePlantField()
  const machines = useQuery(machinesQuery())
  const materials = useQuery(materialsQuery())
  const people = useQuery(peopleQuery)
  const orders = useQuery(everyOrderQuery)
  const stations = useQuery({ ...stationsQuery, enabled: may('stations.read') })
  const failed = [plants, machines, materials, people, orders].find(({ error }) => error)
  const names = machines.data?.rows.flatMap(({ equipment }) => (equipment ? [equipment] : [])) ?? []
  const logged = orders.data?.filter(order => order.logged_pcs > 0 || order.rejected_pcs > 0) ?? []
  const next = orders.data?.find(({ status }) => LOGGABLE.includes(status))
  const close = () => setSheet(null)
  const steps: StepProps[] = [
    {
      title: 'A plant',
      why: 'Its time zone and the start of its day say to which day and shift things belong.',
      done: plants.data && plants.data.length > 0,
      told: plants.data?.map(
        ({ name, time_zone, day_starts_at }) => `${name}: ${time_zone}, from ${day_starts_at.slice(0, 5)}`,
      ),
      act: <To to="/plants">Check its clock</To>,
    },
    {
      title: 'Machines',
      why: 'What is logged is logged on a machine; OEE is told of each.',
      done: names.length > 0,
      told: names,
      act: may('equipment.register') && (
        <Act
          done={names.length > 0}
          does={() => setSheet('machine')}
          file={may('imports.send') && (() => setSheet('machines'))}
        >
          Add a machine
        </Act>
      ),
    },
    {
      title: 'Products and materials',
      why: 'What is made, and what it is made of. Orders may also name products that are not registered.',
      done: materials.data && materials.data.length > 0,
      told: materials.data?.map(({ material }) => material),
      act: may('materials.register') && (
        <Act
          done={Boolean(materials.data?.length)}
          does={() => setSheet('material')}
          file={may('imports.send') && (() => setSheet('materials'))}
        >
          Add a material
        </Act>
      ),
    },
    {
      title: 'People',
      why: 'Operators log, supervisors plan and correct, auditors read. You are the first.',
      done: people.data && people.data.length > 1,
      told: people.data?.map(({ name }) => name),
      act: may('people.add') && (
        <Act
          done={(people.data?.length ?? 0) > 1}
          does={() => void navigate({ to: '/people' })}
          file={may('imports.send') && (() => setSheet('people'))}
        >
          Add somebody
        </Act>
      ),
    },
    {
      title: 'The first order',
      why: 'How many pieces of what. Released at once, it can be worked on.',
      done: orders.data && orders.data.length > 0,
      told: orders.data?.map(({ work_order }) => work_order),
      act: may('work_orders.create') && (
        <Act done={Boolean(orders.data?.length)} does={() => setSheet('order')}>
          New order
        </Act>
      ),
    },
    {
      title: 'The first logged piece',
      why: 'As an operator does it, at the machine or on a phone: start the order, then say what was made.',
      done: logged.length > 0,
      told: logged.map(({ work_order, good_pcs }) => `${count(good_pcs)} pcs of ${work_order}`),
      act: next && (
        <Act
          done={logged.length > 0}
          does={() => void navigate({ to: '/first-hour', search: { log: next.work_order } })}
        >
          Log on {next.work_order}
        </Act>
      ),
    },
  ]
  const extra: StepProps = {
    title: 'A station',
    why: 'Optional: a tablet at a machine where people identify by a PIN or a badge. Without one they sign in on any device.',
    done: stations.data?.some(({ closed_at }) => !closed_at) ?? false,
    told: stations.data?.filter(({ closed_at }) => !closed_at).map(({ station }) => station),
    act: may('stations.open') && <To to="/stations">Open a station</To>,
  }
  const left = steps.filter(({ done }) => !done).length
  return (
    <Page title="First hour">
      <Text>
        {left === 0
          ? `${me?.organization_name} works. Everything here can also be done on its own screen.`
          : `Six steps to the first logged piece in ${me?.organization_name}; ${left === 1 ? 'one is' : `${left} are`} left. Leave them whenever you like: what is done stays.`}
      </Text>
      {failed && <Failed error={failed.error} again={() => void failed.refetch()} />}
      <ol className="rows" aria-label="Steps">
        {steps.map(step => (
          <Step key={step.title} {...step} />
        ))}
        {may('stations.read') && <Step {...extra} optional />}
      </ol>
      <Group gap="sm">
        {may('house_rules.read') && <To to="/settings">Currency, numbers of orders, scrap reasons</To>}
      </Group>
      {sheet === 'machine' && (
        <CommandSheet
          title="Add a machine"
          command="equipment.register"
          fields={[
            { name: 'equipment', label: 'Machine', required: true, placeholder: 'Lathe 1' },
            {
              name: 'work_center',
              label: 'Work center',
              placeholder: 'turning',
              description: 'What it does; may be left out.',
            },
            ...plantField,
          ]}
          said={({ equipment }) => `${equipment} is there`}
          close={close}
        />
      )}
      {sheet === 'machines' && <ImportSheet kind="equipment" what="machines" close={close} />}
      {sheet === 'people' && <ImportSheet kind="people" what="people" close={close} />}
      {sheet === 'materials' && <ImportSheet kind="materials" what="materials" close={close} />}
      {sheet === 'material' && <RegisterSheet close={close} />}
      <CreateSheet opened={sheet === 'order'} close={close} />
    </Page>
  )
}

interface StepProps {
  title: string
  why: string
  /** Undefined while it is not known. */
  done: boolean | undefined
  /** What there is. */
  told?: string[]
  act: ReactNode
  /** Nothing waits for it. */
  optional?: boolean
}

const TOLD = 6

function Step({ title, why, done, told = [], act, optional }: StepProps) {
  return (
    <li className="row outbox-row" data-done={done || undefined}>
      <div>
        <Group gap={8} wrap="nowrap">
          {done ? (
            <IconCircleCheck size={22} className="step-done" aria-hidden />
          ) : (
            <IconCircleDashed size={22} aria-hidden />
          )}
          <Text fw={600} component="h2" className="step">
            {title}
            <VisuallyHidden>{done ? ', done' : optional ? ', optional' : ', to do'}</VisuallyHidden>
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {why}
        </Text>
        {told.length > 0 && (
          <Text size="sm">
            {told.slice(0, TOLD).join(', ')}
            {told.length > TOLD && ` and ${count(told.length - TOLD)} more`}
          </Text>
        )}
      </div>
      {act}
    </li>
  )
}

interface ActProps {
  done: boolean
  does: () => void
  /** The same from a file. */
  file?: (() => void) | false
  children: ReactNode
}

function Act({ done, does, file, children }: ActProps) {
  return (
    <Group gap="xs">
      {file && (
        <Button variant="subtle" onClick={file}>
          From a file
        </Button>
      )}
      <Button variant={done ? 'default' : 'filled'} onClick={does}>
        {children}
      </Button>
    </Group>
  )
}

function To({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Button variant="default" renderRoot={props => <Link {...props} to={to} />}>
      {children}
    </Button>
  )
}
