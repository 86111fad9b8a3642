import { ActionIcon, AppShell, Badge, Button, Group, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import {
  IconBellCog,
  IconCloudOff,
  IconDeviceDesktop,
  IconLock,
  IconLogout,
  IconMoon,
  IconRefresh,
  IconSun,
  IconUpload,
  IconUser,
} from '@tabler/icons-react'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type Connection, connection } from '../api/live'
import { told } from '../api/problems'
import { Bell } from '../features/notices/bell'
import { session } from '../features/sign-in/session'
import { useMe } from '../features/sign-in/use-session'
import { device } from '../features/stations/device'
import { useIdle, useScanner } from '../features/stations/use-device'
import { LogSheet } from '../features/work-orders/log-sheet'
import { useOutbox } from '../offline/use-outbox'
import { Confirm, questions } from './confirm'
import { PlacesAtHand, PlacesInColumn } from './places'

export function Shell() {
  const me = useMe()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  // A new screen is read from its beginning, also by a screen reader.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what this waits for
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [pathname])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 184, breakpoint: 'md', collapsed: { mobile: true } }}
      footer={{ height: { base: 64, md: 0 } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href="#main" className="skip">
        Skip to the content
      </a>
      <AppShell.Header className="header">
        <Group h="100%" px={{ base: 'sm', sm: 'lg' }} justify="space-between" wrap="nowrap" gap="xs">
          <Link to="/" className="brand" aria-label="Unison, to the work orders">
            <img src="/icon.svg" alt="" width={28} height={28} />
            <Text fw={650} truncate component="span">
              {me?.organization_name}
            </Text>
          </Link>
          <Group gap={6} wrap="nowrap">
            <ConnectionTold />
            <Waiting />
            <Bell />
            <Account />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="md" className="navbar" aria-label="Screens">
        <PlacesInColumn />
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1} className="focus-target">
        <div className="main">
          <Outlet />
        </div>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="md" className="footer">
        <PlacesAtHand />
      </AppShell.Footer>
      <LogSheet />
      <Confirm />
    </AppShell>
  )
}

/** Who is at the station: one tap leaves, and whoever comes next says who they are; a badge that is scanned says it at once. */
function AtStation({ name }: { name: string }) {
  useIdle(device.here?.idle_minutes ?? 1, () => void device.leave())
  useScanner(badge => {
    device.identify({ badge }).catch(error => notifications.show({ message: told(error), color: 'red' }))
  })
  return (
    <Button
      variant="default"
      size="md"
      leftSection={<IconUser size={20} aria-hidden />}
      onClick={() => void device.leave()}
      aria-label={`${name} is here. Change who is here`}
    >
      {name}
    </Button>
  )
}

const TOLD: Record<Connection, string> = {
  live: 'Live',
  polling: 'Every 10 s',
  offline: 'Offline',
}

function ConnectionTold() {
  const state = useSyncExternalStore(connection.subscribe, connection.get)
  return (
    <output className="connection" data-state={state} title={EXPLAINED[state]}>
      {state === 'live' ? (
        <span className="dot" aria-hidden />
      ) : state === 'polling' ? (
        <IconRefresh size={16} aria-hidden />
      ) : (
        <IconCloudOff size={16} aria-hidden />
      )}
      <span>{TOLD[state]}</span>
    </output>
  )
}

const EXPLAINED: Record<Connection, string> = {
  live: 'What happens in the plant is shown as it happens.',
  polling: 'There is no live connection; screens are read again every 10 seconds.',
  offline: 'There is no network. What you log is kept on this device.',
}

/** How many commands wait, and whether the server refused any. Shown only when there is something to tell. */
function Waiting() {
  const { entries } = useOutbox()
  const waiting = entries.filter(({ state }) => state === 'waiting').length
  const refused = entries.filter(({ state }) => state === 'refused').length
  return (
    <span aria-live="polite">
      {(waiting > 0 || refused > 0) && (
        <Link to="/outbox" className="waiting" data-refused={refused > 0 || undefined}>
          <IconUpload size={16} aria-hidden />
          {waiting > 0 && <span>{waiting} waiting</span>}
          {refused > 0 && <span>{refused} refused</span>}
        </Link>
      )}
    </span>
  )
}

function Account() {
  const me = useMe()
  const { entries } = useOutbox()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const waiting = entries.filter(({ state }) => state === 'waiting' || state === 'refused').length
  if (!me) return null
  if (session.atStation) return <AtStation name={me.name} />

  function leave() {
    if (waiting === 0) void session.signOut()
    else
      questions.ask({
        title: `${waiting} ${waiting === 1 ? 'command is' : 'commands are'} not sent yet`,
        text: 'They stay on this device and are sent when you sign in here again. Nobody else sends them.',
        yes: 'Sign out',
        carryOut: () => void session.signOut(),
      })
  }

  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={`Account of ${me.name}`} className="plain">
          <IconUser size={22} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="div" disabled className="me" closeMenuOnClick={false}>
          <Text fw={600} size="sm">
            {me.name}
          </Text>
          <Text size="xs" c="dimmed">
            {me.assignments.map(each => each.role).join(', ')} in {me.organization}
          </Text>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component={Link} {...{ to: '/account' }} leftSection={<IconLock size={18} aria-hidden />}>
          Password and sign-ins
        </Menu.Item>
        <Menu.Item component={Link} {...{ to: '/notice-settings' }} leftSection={<IconBellCog size={18} aria-hidden />}>
          What you are told
        </Menu.Item>
        <Menu.Item component={Link} {...{ to: '/outbox' }} leftSection={<IconUpload size={18} aria-hidden />}>
          Sent from this device
        </Menu.Item>
        <Menu.Divider />
        {(
          [
            ['light', 'Light', IconSun],
            ['dark', 'Dark', IconMoon],
            ['auto', 'As the device', IconDeviceDesktop],
          ] as const
        ).map(([scheme, label, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={18} aria-hidden />}
            rightSection={colorScheme === scheme ? <Badge size="xs">on</Badge> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
