/** A form whose effect on lots, costs and orders is shown before it is sent. */
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { amount, count, money } from '../../format'
import { Cell, Columns, Figure, Row } from '../../shell/columns'
import { CommandForm } from '../../shell/sheet'
import { Queried } from '../../shell/states'
import { ToLot, ToOrderCost } from '../../shell/to'
import { useMay } from '../sign-in/use-session'
import { type NamedCommand, type Preview, previewQuery } from './queries'

interface PreviewedFormProps {
  label: string
  command: string
  /** The command's fields; or, in words, what has to be mended first. */
  body: () => Record<string, unknown> | string
  /** Whether what it changes is shown first; otherwise it is sent at once. */
  previewed: boolean
  said: string
  danger?: boolean
  done: () => void
  children: ReactNode
}

/** The first press shows what would change; the second, with nothing changed in between, sends it. */
export function PreviewedForm({ label, command, body, previewed, said, danger, done, children }: PreviewedFormProps) {
  const may = useMay()
  const [seen, setSeen] = useState<NamedCommand | null>(null)
  const fields = previewed && may('costing.read') ? body() : ''
  const proposed = typeof fields === 'string' ? null : { command, body: fields }
  const isSeen = seen !== null && JSON.stringify(proposed) === JSON.stringify(seen)
  return (
    <CommandForm
      label={label}
      command={command}
      body={body}
      said={said}
      danger={danger}
      done={done}
      before={proposed && !isSeen ? { submit: 'Show what it changes', run: () => setSeen(proposed) } : undefined}
    >
      {children}
      {isSeen && seen && <WhatItChanges proposed={seen} />}
    </CommandForm>
  )
}

function WhatItChanges({ proposed }: { proposed: NamedCommand }) {
  const preview = useQuery(previewQuery(proposed))
  return (
    <section aria-label="What it changes" className="preview">
      <h3>What it changes</h3>
      <Queried query={preview}>{found => <Changes preview={found} />}</Queried>
    </section>
  )
}

interface Changed {
  kind: string
  name: ReactNode
  before: string
  after: string
  difference: string
}

function Changes({ preview }: { preview: Preview }) {
  const changed = rowsOf(preview)
  if (changed.length === 0) return <Text size="sm">No stock, order or finished lot is worth anything else by it.</Text>
  return (
    <Stack gap={6}>
      <Text size="sm">
        {told(preview.stocks.length, 'stock')}, {told(preview.orders.length, 'order')},{' '}
        {told(preview.lots.length, 'finished lot')}; {told(preview.entries, 'entry', 'entries')} of the books.
      </Text>
      <Columns label="Before and after" heads={['What', { number: 'Now' }, { number: 'Then' }, { number: 'Change' }]}>
        {changed.map(({ kind, name, before, after, difference }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer do not move
          <Row key={index}>
            <Cell>
              {name}{' '}
              <Text span size="sm" c="dimmed">
                {kind}
              </Text>
            </Cell>
            <Figure>{before}</Figure>
            <Figure>{after}</Figure>
            <Figure>
              <b>{difference}</b>
            </Figure>
          </Row>
        ))}
      </Columns>
      <Text size="sm" c="dimmed">
        Values in {preview.currency}. Nothing is written yet.
      </Text>
    </Stack>
  )
}

type BeforeAfter = Preview['stocks'][number]['value']

function rowsOf({ stocks, orders, lots }: Preview): Changed[] {
  const value = ({ before, after, difference }: BeforeAfter) => ({
    before: money(before),
    after: money(after),
    difference: signed(money(difference)),
  })
  const differs = ({ difference }: BeforeAfter) => Number(difference) !== 0
  return [
    ...stocks.flatMap(({ material, plant, quantity, value: worth }) => [
      ...(differs(quantity)
        ? [
            {
              kind: `stock in ${plant}, quantity`,
              name: material,
              before: amount(quantity.before),
              after: amount(quantity.after),
              difference: signed(amount(quantity.difference)),
            },
          ]
        : []),
      ...(differs(worth) ? [{ kind: `stock in ${plant}, value`, name: material, ...value(worth) }] : []),
    ]),
    ...orders.flatMap(({ work_order, charged, in_process, variance }) => {
      const name = <ToOrderCost id={work_order} />
      const parts = { charged, 'in process': in_process, variance }
      return Object.entries(parts)
        .filter(([, part]) => differs(part))
        .map(([kind, part]) => ({ kind, name, ...value(part) }))
    }),
    ...lots
      .filter(({ cost }) => differs(cost))
      .map(({ lot, material, number, cost }) => ({
        kind: 'cost of the lot',
        name: <ToLot id={lot} material={material} number={number} />,
        ...value(cost),
      })),
  ]
}

function signed(written: string): string {
  return written.startsWith('-') || !/[1-9]/.test(written) ? written : `+${written}`
}

function told(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`
}
