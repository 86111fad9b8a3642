/** Where one can go, by who goes there: a column on a wide screen; on a phone the first few at the bottom, and all in a sheet. */
import { Drawer } from '@mantine/core'
import {
  IconAdjustments,
  IconArrowsSplit2,
  IconBox,
  IconBuildingFactory2,
  IconBuildingWarehouse,
  IconChartLine,
  IconChecklist,
  IconClipboardList,
  IconClock,
  IconCoins,
  IconDeviceTablet,
  IconDots,
  IconDownload,
  IconEngine,
  IconKey,
  IconListCheck,
  IconPackage,
  IconRepeat,
  IconRosetteDiscountCheck,
  IconShieldLock,
  IconTruckDelivery,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { OpenPendingCommands } from '../features/pending-commands/open-pending-commands'
import { useMay } from '../features/sign-in/use-session'

const GROUPS = [
  {
    name: 'On the floor',
    places: [
      { to: '/', also: ['/order'], label: 'Orders', icon: IconClipboardList, permission: 'work_order_board.read' },
      { to: '/time', also: [], label: 'Time', icon: IconClock, permission: 'labor_hours.read' },
      { to: '/machines', also: ['/machine'], label: 'Machines', icon: IconEngine, permission: 'oee.read' },
    ],
  },
  {
    name: 'Material',
    places: [
      { to: '/stock', also: [], label: 'Stock', icon: IconBuildingWarehouse, permission: 'stock.read' },
      { to: '/lots', also: ['/lot', '/recall'], label: 'Lots', icon: IconBox, permission: 'genealogy.read' },
      {
        to: '/materials',
        also: ['/material'],
        label: 'Materials',
        icon: IconPackage,
        permission: 'material_list.read',
      },
    ],
  },
  {
    name: 'Quality',
    places: [
      { to: '/quality', also: ['/chart'], label: 'Quality', icon: IconChartLine, permission: 'spc.read' },
      {
        to: '/pending-commands',
        also: ['/pending-command'],
        label: 'Pending commands',
        icon: IconChecklist,
        permission: 'pending_command_list.read',
      },
    ],
  },
  {
    name: 'Office',
    places: [
      {
        to: '/sales',
        also: ['/sales-order'],
        label: 'Sales',
        icon: IconTruckDelivery,
        permission: 'sales_order_list.read',
      },
      {
        to: '/costs',
        also: ['/order-cost', '/stock-cost'],
        label: 'Costs',
        icon: IconCoins,
        permission: 'costing.read',
      },
      { to: '/exports', also: [], label: 'Exports', icon: IconDownload, permission: 'exports.read' },
      {
        to: '/reactions',
        also: [],
        label: 'By itself',
        icon: IconArrowsSplit2,
        permission: 'reactions.read',
      },
      { to: '/webhooks', also: ['/webhook'], label: 'Webhooks', icon: IconWebhook, permission: 'webhooks.read' },
    ],
  },
  {
    name: 'System',
    places: [
      { to: '/first-hour', also: [], label: 'First hour', icon: IconListCheck, permission: 'plants.open' },
      {
        to: '/settings',
        also: [],
        label: 'Settings',
        icon: IconAdjustments,
        permission: 'house_rules.read',
      },
      {
        to: '/people',
        also: ['/roles', '/rights-history', '/who-may'],
        label: 'People',
        icon: IconUsers,
        permission: 'rights.read',
      },
      { to: '/plants', also: [], label: 'Plants', icon: IconBuildingFactory2, permission: 'plants.read' },
      { to: '/stations', also: [], label: 'Stations', icon: IconDeviceTablet, permission: 'stations.read' },
      {
        to: '/machine-accounts',
        also: [],
        label: 'Machine accounts',
        icon: IconKey,
        permission: 'machine_accounts.read',
      },
      { to: '/jobs', also: [], label: 'Jobs', icon: IconRepeat, permission: 'jobs.read' },
      {
        to: '/verification',
        also: [],
        label: 'Verification',
        icon: IconRosetteDiscountCheck,
        permission: 'verify.read',
      },
      { to: '/security-log', also: [], label: 'Security log', icon: IconShieldLock, permission: 'security.read' },
    ],
  },
] as const

type Place = (typeof GROUPS)[number]['places'][number]

/** What a phone shows at the bottom; one place of each kind that is opened many times a shift. */
const AT_HAND = ['/', '/stock', '/time', '/machines']

function useGroups() {
  const may = useMay()
  return GROUPS.map(({ name, places }) => ({
    name,
    places: (places as readonly Place[]).filter(({ permission }) => may(permission)),
  })).filter(({ places }) => places.length > 0)
}

export function PlacesInColumn({ chosen }: { chosen?: () => void }) {
  return (
    <div className="places-column">
      {useGroups().map(({ name, places }) => (
        <section key={name} aria-label={name}>
          <h2 className="group">{name}</h2>
          {places.map(place => (
            <ToPlace key={place.to} place={place} chosen={chosen} />
          ))}
        </section>
      ))}
    </div>
  )
}

export function PlacesAtHand() {
  const [all, setAll] = useState(false)
  const { pathname } = useLocation()
  const places = useGroups().flatMap(group => group.places)
  const shown = places.filter(({ to }) => AT_HAND.includes(to))
  const elsewhere = places.some(place => !AT_HAND.includes(place.to) && isHere(place, pathname))
  return (
    <>
      <nav aria-label="Screens" className="places-narrow">
        {shown.map(place => (
          <ToPlace key={place.to} place={place} />
        ))}
        <button
          type="button"
          className="place"
          aria-expanded={all}
          aria-current={elsewhere ? 'true' : undefined}
          onClick={() => setAll(true)}
        >
          <IconDots size={20} stroke={1.8} aria-hidden />
          More
        </button>
      </nav>
      <Drawer
        opened={all}
        onClose={() => setAll(false)}
        position="bottom"
        size="auto"
        title="All screens"
        closeButtonProps={{ 'aria-label': 'Close the sheet', size: 44 }}
        classNames={{ title: 'sheet-title' }}
      >
        <nav aria-label="All screens">
          <PlacesInColumn chosen={() => setAll(false)} />
        </nav>
      </Drawer>
    </>
  )
}

function isHere({ to, also }: Place, pathname: string): boolean {
  return pathname === to || also.some(other => other === pathname)
}

function ToPlace({ place, chosen }: { place: Place; chosen?: () => void }) {
  const { pathname } = useLocation()
  const { to, label, icon: Icon } = place
  return (
    <Link to={to} className="place" onClick={chosen} aria-current={isHere(place, pathname) ? 'page' : undefined}>
      <Icon size={20} stroke={1.8} aria-hidden />
      {label}
      {to === '/pending-commands' && <OpenPendingCommands />}
    </Link>
  )
}
