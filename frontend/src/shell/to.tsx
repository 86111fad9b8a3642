import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'

interface ToProps {
  /** The number that is shown and gone to. */
  id: string
}

export const ToLot = ({ id }: ToProps) => <To to="/lot" id={id} />
export const ToOrder = ({ id }: ToProps) => <To to="/order" id={id} />
export const ToOrderCost = ({ id }: ToProps) => <To to="/order-cost" id={id} />
export const ToMaterial = ({ id }: ToProps) => <To to="/material" id={id} />
export const ToSalesOrder = ({ id }: ToProps) => <To to="/sales-order" id={id} />

function To({ to, id }: ToProps & { to: '/lot' | '/order' | '/order-cost' | '/material' | '/sales-order' }) {
  return (
    <Anchor size="sm" renderRoot={props => <Link {...props} to={to} search={{ id }} />}>
      {id}
    </Anchor>
  )
}
