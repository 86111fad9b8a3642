import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { amount } from '../../format'
import { Cell, Columns, Row } from '../../shell/columns'
import { CommandSheet } from '../../shell/fields'
import { useMay } from '../sign-in/use-session'
import type { OrderInFull } from './queries'

type Listed = Schemas['ComponentListed']

/** The version of the component list that the order is made by, and what the newest one says otherwise. */
export function ComponentList({ order, used }: { order: OrderInFull; used: Schemas['ListOfOrder'] }) {
  const may = useMay()
  const [opened, setOpened] = useState(false)
  return (
    <section aria-labelledby="component-list">
      <Group justify="space-between" mb="xs">
        <h2 id="component-list">Component list</h2>
        {may('work_orders.use_component_list') && ['released', 'running', 'paused'].includes(order.status) && (
          <Button variant="default" onClick={() => setOpened(true)}>
            Use another list
          </Button>
        )}
      </Group>
      <Text size="sm">
        Made by list {used.component_list}
        {used.reason && `: ${used.reason}`}.{' '}
        {used.newest === used.component_list ? 'It is the newest.' : `The newest is list ${used.newest}.`}
      </Text>
      {used.differences.length > 0 && (
        <Columns
          label="What the newest list says otherwise"
          heads={['Component', `List ${used.component_list}`, `List ${used.newest}`]}
        >
          {used.differences.map(each => (
            <Row key={each.material}>
              <Cell>{each.material}</Cell>
              <Cell>{told(each.used)}</Cell>
              <Cell>{told(each.newest)}</Cell>
            </Row>
          ))}
        </Columns>
      )}
      {opened && (
        <CommandSheet
          title={`Component list of ${order.work_order}`}
          command="work_orders.use_component_list"
          fixed={{ work_order: order.work_order }}
          fields={[
            {
              name: 'component_list',
              label: 'List',
              kind: 'count',
              required: true,
              initial: String(used.newest),
              description: 'What is taken from here on goes by it; what was taken stays.',
            },
            { name: 'reason', label: 'Reason', required: true },
          ]}
          said={({ component_list }) => `${order.work_order} is made by list ${component_list}`}
          close={() => setOpened(false)}
        />
      )}
    </section>
  )
}

/** "0.78 kg", "1/3 pcs for 12, 2 % used up" */
function told(listed: Listed | null): string {
  if (listed === null) return 'not in it'
  const batch = Number(listed.batch_quantity) === 1 ? '' : ` for ${amount(listed.batch_quantity)}`
  const scrap = Number(listed.scrap_percent) > 0 ? `, ${amount(listed.scrap_percent)} % used up` : ''
  return `${listed.exact ?? amount(listed.quantity)} ${listed.unit}${batch}${scrap}`
}
