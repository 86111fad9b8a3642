import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, moment, money, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandSheet, HAPPENED } from '../../shell/fields'
import { Empty, Page, Queried } from '../../shell/states'
import { ToLot } from '../../shell/to'
import { Correction } from '../people/correction'
import { useMay } from '../sign-in/use-session'
import { type Account, orderCostQuery } from './queries'

/** What an order bore, what its output took along, and what is left in it: each entry with the fact that made it. */
export function Screen() {
  const { id = '' } = useSearch({ strict: false })
  const account = useQuery(orderCostQuery(id))
  return (
    <Page
      title={`Cost of ${id}`}
      aside={
        <Anchor renderRoot={props => <Link {...props} to="/order" search={{ id }} />} size="sm">
          To the order
        </Anchor>
      }
    >
      <Queried query={account}>{found => <InFull account={found} />}</Queried>
    </Page>
  )
}

function InFull({ account }: { account: Account }) {
  const { currency, by_kind } = account
  return (
    <Stack gap="md">
      <dl className="tiles">
        <Tile name="Charged" value={money(account.charged, currency)} of={`${amount(account.ordered)} ordered`} />
        <Tile
          name="Gone into its output"
          value={money(account.transferred)}
          of={`${amount(account.finished)} finished`}
        />
        <Tile name="In process" value={money(account.in_process)} />
        <Tile name="Variance" value={money(account.variance)} />
        <Tile
          name="Cost of one"
          value={account.unit_cost ? money(account.unit_cost, null, 4) : 'none yet'}
          of={account.to_standard ? `${money(account.to_standard)} to standard` : undefined}
        />
      </dl>
      <Text size="sm" className="numbers">
        {Object.entries(by_kind)
          .map(([kind, charged]) => `${words(kind)} ${money(charged)}`)
          .join(' · ')}
      </Text>
      <Charge workOrder={account.work_order} currency={currency} />
      {account.entries.length === 0 ? (
        <Empty title="Nothing was charged yet" />
      ) : (
        <Columns
          label="Entries"
          heads={['When', 'What', { number: 'Amount' }, { number: 'In process' }, { number: 'Variance' }, 'Fact']}
        >
          {account.entries.map(entry => (
            <Row key={`${entry.fact}/${entry.kind}/${entry.lot ?? entry.what}`}>
              <Cell>{moment(entry.at)}</Cell>
              <Cell>
                {words(entry.kind)}{' '}
                {entry.lot ? <ToLot id={entry.lot} material={entry.material} number={entry.number} /> : entry.what}
                {entry.reason && (
                  <Text size="sm" c="dimmed">
                    {entry.reason}
                  </Text>
                )}
                <Correction of={entry} />
              </Cell>
              <Figure>
                <Was original={entry.original} />
                {money(entry.amount)}
              </Figure>
              <Figure>{money(entry.in_process)}</Figure>
              <Figure>{Number(entry.variance) !== 0 && money(entry.variance)}</Figure>
              <Cell>
                <Text size="sm" c="dimmed">
                  {entry.fact}
                </Text>
              </Cell>
            </Row>
          ))}
        </Columns>
      )}
    </Stack>
  )
}

/** How it was told first, struck through. */
export function Was({ original }: { original: Record<string, unknown> | null }) {
  if (!original) return null
  const told = Object.entries(original).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return (
    <Text size="sm" c="dimmed" component="del">
      {told
        .map(([name, value]) => `${words(name)} ${name.endsWith('at') ? moment(String(value)) : amount(String(value))}`)
        .join(', ')}
    </Text>
  )
}

function Charge({ workOrder, currency }: { workOrder: string; currency: string }) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('costing.charge_order')) return null
  return (
    <Group>
      <Button variant="default" onClick={() => setOpen(true)}>
        Charge the order
      </Button>
      {open && (
        <CommandSheet
          title={`Charge ${workOrder}`}
          command="costing.charge_order"
          fixed={{ work_order: workOrder }}
          fields={[
            { name: 'amount', label: 'Amount', kind: 'decimal', unit: currency, required: true, min: -1e12 },
            {
              name: 'kind',
              label: 'For',
              kind: 'choice',
              required: true,
              initial: 'outside_work',
              choices: ['outside_work', 'tooling', 'overhead', 'other'].map(value => ({ value, label: words(value) })),
            },
            { name: 'reason', label: 'Reason', required: true },
            HAPPENED,
          ]}
          said={`${workOrder} charged`}
          close={() => setOpen(false)}
        />
      )}
    </Group>
  )
}

function Tile({ name, value, of }: { name: string; value: string; of?: string }) {
  return (
    <div className="tile">
      <dt>{name}</dt>
      <dd>
        <span className="big numbers">{value}</span>
        {of && <span className="of">{of}</span>}
      </dd>
    </div>
  )
}
