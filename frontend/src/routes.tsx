import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { NotFound } from './shell/not-found'
import { Shell } from './shell/shell'

/** What an address may say after its "?". All of it is text: numbers of orders and lots may look like numbers. */
export interface Search {
  /** The order, lot, machine or characteristic that a screen is about. */
  id?: string
  /** The order whose log sheet is open. */
  log?: string
  /** The refused command that the log sheet corrects. */
  correct?: string
  /** What a list is filtered by, or which part of a screen is shown. */
  show?: string
  /** The plant that a stock is in. */
  plant?: string
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, validateSearch: search })

// One line for each screen; each is loaded when it is first opened, with the libraries that it alone needs.
const screens = [
  screen('/', () => import('./features/work-orders/board')),
  screen('/order', () => import('./features/work-orders/order')),
  screen('/stock', () => import('./features/stock/stock')),
  screen('/lots', () => import('./features/lots/lots')),
  screen('/lot', () => import('./features/lots/lot')),
  screen('/recall', () => import('./features/lots/recall')),
  screen('/materials', () => import('./features/materials/materials')),
  screen('/material', () => import('./features/materials/material')),
  screen('/time', () => import('./features/labor/time')),
  screen('/sales', () => import('./features/sales/sales')),
  screen('/sales-order', () => import('./features/sales/sales-order')),
  screen('/costs', () => import('./features/costs/costs')),
  screen('/order-cost', () => import('./features/costs/order-cost')),
  screen('/stock-cost', () => import('./features/costs/stock-cost')),
  screen('/machines', () => import('./features/equipment/machines')),
  screen('/machine', () => import('./features/equipment/machine')),
  screen('/quality', () => import('./features/quality/characteristics')),
  screen('/chart', () => import('./features/quality/chart')),
  screen('/pending-commands', () => import('./features/pending-commands/pending-commands')),
  screen('/pending-command', () => import('./features/pending-commands/pending-command')),
  screen('/jobs', () => import('./features/jobs/jobs')),
  screen('/settings', () => import('./features/settings/settings')),
  screen('/people', () => import('./features/people/people')),
  screen('/roles', () => import('./features/people/roles')),
  screen('/rights-history', () => import('./features/people/history')),
  screen('/who-may', () => import('./features/people/who-may')),
  screen('/plants', () => import('./features/plants/plants')),
  screen('/first-hour', () => import('./features/first-hour/first-hour')),
  screen('/notices', () => import('./features/notices/notices')),
  screen('/notice-settings', () => import('./features/notices/choice')),
  screen('/exports', () => import('./features/exports/exports')),
  screen('/webhooks', () => import('./features/webhooks/webhooks')),
  screen('/webhook', () => import('./features/webhooks/webhook')),
  screen('/verification', () => import('./features/verification/verification')),
  screen('/security-log', () => import('./features/security-log/security-log')),
  screen('/station', () => import('./features/stations/here')),
  screen('/stations', () => import('./features/stations/stations')),
  screen('/machine-accounts', () => import('./features/machine-accounts/machine-accounts')),
  screen('/reactions', () => import('./features/reactions/reactions')),
  screen('/account', () => import('./features/sign-in/account')),
  screen('/outbox', () => import('./offline/outbox-screen')),
]

function screen<const Path extends string>(path: Path, load: () => Promise<{ Screen: () => React.ReactNode }>) {
  return createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, 'Screen') })
}

function search(given: Record<string, unknown>): Search {
  const kept: Search = {}
  for (const name of ['id', 'log', 'correct', 'show', 'plant'] as const) {
    const value = given[name]
    if (typeof value === 'string' && value) kept[name] = value
  }
  return kept
}

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren(screens),
    defaultPreload: 'intent',
    parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: given => {
      const text = new URLSearchParams(search(given) as Record<string, string>).toString()
      return text && `?${text}`
    },
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
