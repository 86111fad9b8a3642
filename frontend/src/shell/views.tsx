import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** Which of a screen's views is shown, as its address tells; the first where it tells none. */
export function useView<View extends string>(views: Record<View, string>): View {
  const { show } = useSearch({ strict: false })
  return show && show in views ? (show as View) : (Object.keys(views)[0] as View)
}

/** The choice of a screen's views; it stands in the address, so that it can be sent to somebody. */
export function Views<View extends string>({ views, view }: { views: Record<View, string>; view: View }) {
  const navigate = useNavigate()
  return (
    <SegmentedControl
      aria-label="What to show"
      className="views"
      fullWidth
      value={view}
      onChange={show => void navigate({ to: '.', search: { show } })}
      data={Object.entries<string>(views).map(([value, label]) => ({ value, label }))}
    />
  )
}
