import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { lotName } from './lot-name'

interface ToProps {
  /** The number that is shown and gone to. */
  id: string
}

interface ToLotProps extends ToProps {
  material?: string | null | undefined
  number?: string | null | undefined
}

export const ToLot = ({ id, material, number }: ToLotProps) => (
  <To
    to="/lot"
    id={material ? lotName({ lot: id, material, ...(number ? { number } : {}) }) : id}
    shown={number ?? id}
  />
)
export const ToOrder = ({ id }: ToProps) => <To to="/order" id={id} />
export const ToOrderCost = ({ id }: ToProps) => <To to="/order-cost" id={id} />
export const ToMaterial = ({ id }: ToProps) => <To to="/material" id={id} />
export const ToSalesOrder = ({ id }: ToProps) => <To to="/sales-order" id={id} />

interface Way extends ToProps {
  to: '/lot' | '/order' | '/order-cost' | '/material' | '/sales-order'
  shown?: string
}

function To({ to, id, shown = id }: Way) {
  return (
    <Anchor size="sm" renderRoot={props => <Link {...props} to={to} search={{ id }} />}>
      {shown}
    </Anchor>
  )
}
