import { expect, type Page, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll } from './page'
import { OtherDevice, server } from './plant'

const ORDER = 'E2E-1'
const MACHINE = 'Lathe 1'

test('a shift: sign in, watch the board, log with and without a network, trace a lot, read OEE and a control chart', async ({
  page,
  context,
}) => {
  const plant = server()
  const other = await OtherDevice.signIn(plant)
  const failures: string[] = []
  page.on('pageerror', error => failures.push(error.message))

  await test.step('sign in', async () => {
    await page.goto(plant.url)
    await noSeriousViolations(page, 'sign-in')
    await page.getByLabel('Organization').fill(plant.organization)
    await page.getByLabel('Login').fill(plant.login)
    await password(page).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await password(page).fill(plant.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'Work orders' })).toBeVisible()
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
  })

  const row = page.getByRole('list', { name: 'Work orders' }).getByRole('listitem').filter({ hasText: ORDER })

  await test.step('an order that another device creates appears on the board by itself', async () => {
    await expect(page.getByRole('link', { name: /^WO-/ }).first()).toBeVisible()
    await expect(row).toHaveCount(0)
    const loaded = await page.evaluate(() => performance.timeOrigin)
    await other.send('work_orders.create', {
      work_order: ORDER,
      product: 'Flange F-80',
      quantity_pcs: 40,
      priority: 90,
    })
    await expect(row).toContainText('planned')
    await other.send('work_orders.release', { work_order: ORDER })
    await expect(row).toContainText('released')
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded)
    await noSeriousViolations(page, 'board')
    await noSidewaysScroll(page)
  })

  await test.step('log production', async () => {
    await log(page, { good: 12, rejected: 1 }, true)
    await expect(page.getByRole('alert').filter({ hasText: 'Logged' })).toBeVisible()
    await expect(row).toContainText('12 of 40 pcs')
    await expect(row).toContainText('1 rejected')
  })

  await test.step('a refusal is shown where it can be corrected, and nothing is lost', async () => {
    await openSheet(page)
    await page.getByRole('combobox', { name: 'Machine' }).fill('Lathe 99')
    await page.getByLabel('Good pcs').fill('3')
    await submit(page)
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Lathe 99')
    await page.getByRole('button', { name: 'Close the sheet' }).click()
    await page.getByRole('link', { name: '1 refused' }).click()
    await expect(page.getByRole('region', { name: 'Refused' })).toContainText('Lathe 99')
    await noSeriousViolations(page, 'outbox')
    await page.getByRole('link', { name: 'Correct' }).click()
    await expect(page.getByLabel('Good pcs')).toHaveValue('3')
    await page.getByRole('combobox', { name: 'Machine' }).fill(MACHINE)
    await page.getByRole('button', { name: 'Log the corrected' }).click()
    await expect(page.getByRole('link', { name: '1 refused' })).toHaveCount(0)
    await go(page, 'Orders')
    await expect(row).toContainText('15 of 40 pcs')
  })

  await test.step('without a network, logs are kept and counted', async () => {
    // The program is on the device when its service worker has taken over
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    await page.waitForTimeout(1000)
    await context.setOffline(true)
    await expect(page.getByText('Offline', { exact: true })).toBeVisible()
    await log(page, { good: 7, rejected: 0 }, false)
    await expect(page.getByRole('link', { name: '1 waiting' })).toBeVisible()
    await log(page, { good: 5, rejected: 2 }, false)
    await expect(page.getByRole('link', { name: '2 waiting' })).toBeVisible()
    await expect(row).toContainText('12 good waiting here')
  })

  await test.step('a reload without a network shows the last board and what waits', async () => {
    await page.reload()
    await expect(page.getByRole('link', { name: '2 waiting' })).toBeVisible()
    await expect(row).toContainText('15 of 40 pcs')
    await expect(row).toContainText('12 good waiting here')
    await page.getByRole('link', { name: '2 waiting' }).click()
    await expect(page.getByRole('region', { name: 'Waiting' }).getByRole('listitem')).toHaveCount(2)
    await noSeriousViolations(page, 'outbox without a network')
    expect((await other.order(ORDER)).good_pcs).toBe(15)
  })

  await test.step('with the network back, it is sent once', async () => {
    await context.setOffline(false)
    await expect(page.getByRole('link', { name: /waiting/ })).toHaveCount(0)
    await expect.poll(async () => (await other.order(ORDER)).good_pcs).toBe(27)
    await page.reload()
    await go(page, 'Orders')
    await expect(row).toContainText('27 of 40 pcs')
    await page.waitForTimeout(2000)
    const { reports, rejected_pcs } = await other.order(ORDER)
    expect(reports.map(({ good_pcs }) => good_pcs).sort((a, b) => a - b)).toEqual([3, 5, 7, 12])
    expect(rejected_pcs).toBe(3)
  })

  await test.step('a server that does not answer leaves the last board readable, also after a reload', async () => {
    await context.route('**/api/**', route => route.abort())
    await page.reload()
    await expect(page.getByRole('status').filter({ hasText: 'As it was' })).toBeVisible()
    await page.waitForTimeout(1000)
    await page.reload()
    await expect(page.getByRole('status').filter({ hasText: 'As it was' })).toBeVisible()
    await expect(row).toContainText('27 of 40 pcs')
    await noSeriousViolations(page, 'board without a server')
    await context.unroute('**/api/**')
    await expect(page.getByRole('status').filter({ hasText: 'As it was' })).toHaveCount(0)
  })

  await test.step('one order with its reports', async () => {
    await page.getByRole('link', { name: ORDER, exact: true }).click()
    await expect(page.getByRole('heading', { name: ORDER })).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: MACHINE })).toHaveCount(4)
    await noSeriousViolations(page, 'order')
    await page.getByRole('button', { name: 'Start' }).click()
    await expect(page.getByRole('main')).toContainText('running since')
  })

  await test.step("a lot's genealogy shows its ancestors", async () => {
    const { lot, ancestor } = await lotWithAncestor(other)
    await go(page, 'Lots')
    await page.getByRole('searchbox').fill(lot)
    await page.getByRole('link', { name: lot, exact: true }).click()
    const drawing = page.getByRole('region', { name: 'Genealogy as a graph' })
    await expect(drawing.getByRole('link', { name: ancestor })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Came from' })).toContainText(ancestor)
    await noSeriousViolations(page, 'genealogy')
    await noSidewaysScroll(page)
  })

  await test.step("a machine's OEE", async () => {
    await go(page, 'Machines')
    await expect(page.getByRole('list', { name: 'Machines' })).toContainText(/OEE \d+\.\d %/)
    await noSeriousViolations(page, 'machines')
    await page.getByRole('link', { name: MACHINE, exact: true }).click()
    const tile = page.locator('.tile').filter({ hasText: 'planned' })
    await expect(tile).toContainText(/\d+\.\d %/)
    await expect.poll(() => marks(page, 'Hours of production')).toBeGreaterThan(10)
    await expect.poll(() => marks(page, 'What the machine did')).toBeGreaterThan(10)
    await noSeriousViolations(page, 'machine')
    await noSidewaysScroll(page)
  })

  await test.step('a control chart', async () => {
    await go(page, 'Quality')
    await expect(page.getByRole('list', { name: 'Characteristics' })).toBeVisible()
    await noSeriousViolations(page, 'quality')
    await page.getByRole('link', { name: 'VB-40 bore diameter' }).click()
    await expect.poll(() => marks(page, 'Control charts of')).toBeGreaterThan(60)
    await expect(page.getByRole('img', { name: /Control charts of/ })).toHaveAttribute('aria-label', /limits 40\.0/)
    await expect(
      page.getByRole('list', { name: 'Points that break a rule' }).getByRole('listitem').first(),
    ).toBeVisible()
    await noSeriousViolations(page, 'control chart')
    await noSidewaysScroll(page)
  })

  await test.step('wide and dark', async () => {
    await page.setViewportSize({ width: 1280, height: 860 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await noSeriousViolations(page, 'control chart, wide and dark')
    await go(page, 'Orders')
    await expect(row).toContainText('27 of 40 pcs')
    await noSeriousViolations(page, 'board, wide and dark')
  })

  await test.step('signing out leaves nothing of what was read', async () => {
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await expect(page.getByLabel('Organization')).toHaveValue(plant.organization)
    await expect.poll(() => page.evaluate(leftBehind)).toEqual({ views: 0, session: null, answers: 0 })
  })

  expect(failures).toEqual([])
})

function password(page: Page) {
  return page.locator('input[type=password]')
}

async function openSheet(page: Page): Promise<void> {
  await page.getByRole('link', { name: `Log ${ORDER}` }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Log', exact: true }).click()
}

async function log(page: Page, made: { good: number; rejected: number }, checked: boolean): Promise<void> {
  await openSheet(page)
  await page.getByRole('combobox', { name: 'Machine' }).fill(MACHINE)
  await page.getByLabel('Good pcs').fill(String(made.good))
  await page.getByLabel('Rejected pcs').fill(String(made.rejected))
  if (made.rejected > 0) {
    await page.getByRole('combobox', { name: 'Scrap reason' }).click()
    await page.getByRole('option', { name: 'Burr' }).click()
  }
  if (checked) await noSeriousViolations(page, 'log sheet')
  await submit(page)
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function lotWithAncestor(other: OtherDevice): Promise<{ lot: string; ancestor: string }> {
  const lots = await other.read<{ lot: string; origin: string }[]>('genealogy/lots', { limit: '50' })
  for (const { lot } of lots.filter(({ origin }) => origin === 'produced')) {
    const trace = await other.read<{ lots: { lot: string }[] }>('genealogy/trace', { lot, direction: 'backward' })
    if (trace.lots[0]) return { lot, ancestor: trace.lots[0].lot }
  }
  throw new Error('The demo plant has no lot with an ancestor.')
}

/** How many shapes a chart has drawn. */
function marks(page: Page, label: string): Promise<number> {
  return page.getByRole('img', { name: label }).locator('svg path').count()
}

/** What is left on the device of the person who has signed out; runs in the page. */
async function leftBehind(): Promise<{ views: number; session: string | null; answers: number }> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('unison')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const views = await new Promise<number>((resolve, reject) => {
    const counting = database.transaction('views').objectStore('views').count()
    counting.onsuccess = () => resolve(counting.result)
    counting.onerror = () => reject(counting.error)
  })
  database.close()
  const kept = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()))
  const answers = kept.flat().filter(({ url }) => url.includes('/api/')).length
  return { views, session: localStorage.getItem('unison.session'), answers }
}
