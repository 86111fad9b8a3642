import { Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { amount, moment, words } from '../../format'
import { lotName } from '../../shell/lot-name'
import { Empty, Page, Queried } from '../../shell/states'
import { asked } from '../exports/telling'
import { type Lot, lotsQuery } from './queries'

/** Find a lot by how its number begins or ends; before that the latest. */
export function Screen() {
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text.trim(), 250)
  const lots = useQuery({ ...lotsQuery(sought), placeholderData: keepPreviousData })
  return (
    <Page title="Lots" exported={asked('/genealogy/lots', { search: sought })}>
      <TextInput
        type="search"
        aria-label="Find a lot by its number"
        placeholder="Beginning or end of a number"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
        maxLength={120}
        maw={420}
      />
      <Queried query={lots}>{found => <Lots lots={found} sought={sought} />}</Queried>
    </Page>
  )
}

function Lots({ lots, sought }: { lots: Lot[]; sought: string }) {
  if (lots.length === 0 && sought)
    return <Empty title={`No lot has “${sought}” in its number`}>Try a shorter part of it.</Empty>
  if (lots.length === 0)
    return (
      <Empty title="No lots yet">
        Lots appear when material is received (POST /api/v1/lots/receive, or <code>unison import</code>) and when orders
        make them.
      </Empty>
    )
  return (
    <ul className="rows" aria-label="Lots">
      {lots.map(lot => (
        <li key={lot.lot} className="row lot-row">
          <div className="what">
            <Link to="/lot" search={{ id: lotName(lot) }} className="row-link">
              {lot.number}
            </Link>
            <Text size="sm" c="dimmed" truncate>
              {lot.material}
              {lot.supplier_lot && `, supplier’s number ${lot.supplier_lot}`}
            </Text>
          </div>
          <div className="state">
            <LotStatus lot={lot} />
            {lot.hold_reason && (
              <Text size="xs" c="dimmed">
                {lot.hold_reason}
              </Text>
            )}
          </div>
          <Text size="sm" className="numbers">
            <b>{amount(lot.on_hand, lot.unit)}</b> of {amount(lot.quantity, lot.unit)}
          </Text>
          <Text size="sm" c="dimmed">
            {words(lot.origin)} {moment(lot.first_at)}
            {lot.location && ` · ${lot.location}`}
          </Text>
        </li>
      ))}
    </ul>
  )
}

export function LotStatus({ lot }: { lot: Pick<Lot, 'status'> }) {
  return (
    <span className="status" data-status={lot.status}>
      <span className="dot" aria-hidden />
      {words(lot.status)}
    </span>
  )
}
