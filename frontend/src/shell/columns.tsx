import { Paper, Table } from '@mantine/core'
import type { ReactNode } from 'react'

interface ColumnsProps {
  /** What the table is about, to a screen reader. */
  label: string
  /** A column's head; one of numbers stands at the right. */
  heads: readonly (string | { number: string })[]
  children: ReactNode
}

/** A table that scrolls sideways on a phone, by finger and by keyboard. Its children are rows. */
export function Columns({ label, heads, children }: ColumnsProps) {
  return (
    <Paper withBorder className="surface wide" tabIndex={0} role="region" aria-label={label}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {heads.map(head =>
              typeof head === 'string' ? (
                <Table.Th key={head}>{head}</Table.Th>
              ) : (
                <Table.Th key={head.number} ta="right">
                  {head.number}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Paper>
  )
}

export const Row = Table.Tr
export const Cell = Table.Td

/** A cell with a number. */
export function Figure({ children }: { children?: ReactNode }) {
  return (
    <Table.Td ta="right" className="numbers">
      {children}
    </Table.Td>
  )
}
