import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../sign-in/use-session'
import { unreadQuery } from './queries'
import { counted } from './telling'

/** The way to what one should know, with how much of it is unread. */
export function Bell() {
  const may = useMay()
  const { data: unread = 0 } = useQuery({ ...unreadQuery, enabled: may('notices.read') })
  if (!may('notices.read')) return null
  return (
    <Link to="/notices" className="bell" aria-label={unread > 0 ? `Notices, ${unread} unread` : 'Notices'}>
      <IconBell size={22} stroke={1.8} aria-hidden />
      {unread > 0 && (
        <span className="count" aria-hidden>
          {counted(unread)}
        </span>
      )}
    </Link>
  )
}
