import { MultiSelect, Select, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { count, dateOnly, duration, words } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { Empty, Queried } from '../../shell/states'
import { ToOrder } from '../../shell/to'
import { type By, type Hours, hoursQuery } from './queries'

const BY: Record<By, string> = {
  order: 'Order',
  operation: 'Operation',
  operator: 'Operator',
  role: 'Role',
  activity: 'Activity',
  shift: 'Shift day',
}

/** Paid hours added up by what is chosen; breaks stand beside them. */
export function HoursSpent() {
  const [by, setBy] = useState<By[]>(['order', 'shift'])
  const [days, setDays] = useState('7')
  const hours = useQuery({ ...hoursQuery(by, Number(days)), placeholderData: keepPreviousData })
  return (
    <>
      <div className="filters side-by-side">
        <MultiSelect
          label="Added up by"
          data={Object.entries(BY).map(([value, label]) => ({ value, label }))}
          value={by}
          onChange={value => value.length > 0 && setBy(value as By[])}
        />
        <Select
          label="Of the last"
          allowDeselect={false}
          data={[
            { value: '1', label: '24 hours' },
            { value: '7', label: '7 days' },
            { value: '31', label: '31 days' },
          ]}
          value={days}
          onChange={value => value && setDays(value)}
        />
      </div>
      <Queried query={hours}>
        {found => (found.length === 0 ? <Empty title="No time was told" /> : <Sums hours={found} by={by} />)}
      </Queried>
    </>
  )
}

function Sums({ hours, by }: { hours: Hours[]; by: By[] }) {
  const paid = hours.reduce((sum, { paid_s }) => sum + Number(paid_s), 0)
  return (
    <>
      <Text>
        <b className="big">{duration(paid)}</b> paid
      </Text>
      <Columns
        label="Hours"
        heads={[...by.map(each => BY[each]), ...['Paid', 'Breaks', 'Entries'].map(number => ({ number }))]}
      >
        {hours.map(row => (
          <Row key={by.map(each => named(row, each)).join('/')}>
            {by.map(each => (
              <Cell key={each}>
                {each === 'order' && row.work_order ? <ToOrder id={row.work_order} /> : named(row, each)}
              </Cell>
            ))}
            <Figure>{duration(Number(row.paid_s))}</Figure>
            <Figure>{Number(row.breaks_s) > 0 && duration(Number(row.breaks_s))}</Figure>
            <Figure>
              {count(row.entries)}
              {row.running > 0 && (
                <Text span size="sm" c="dimmed">
                  {' '}
                  ({count(row.running)} running)
                </Text>
              )}
            </Figure>
          </Row>
        ))}
      </Columns>
    </>
  )
}

function named(row: Hours, by: By): string {
  const value = {
    order: row.work_order ?? 'no order',
    operation: row.operation,
    operator: row.operator,
    role: row.role,
    activity: row.activity && words(row.activity),
    shift: row.shift_day && dateOnly(row.shift_day),
  }[by]
  return value ?? ''
}
