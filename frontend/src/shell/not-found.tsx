import { Empty } from './states'

export function NotFound() {
  return <Empty title="There is no such screen">Choose one in the menu.</Empty>
}
