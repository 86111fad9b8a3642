/** What every walk asks of a page. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import type { Server } from './plant'

export async function signIn(page: Page, plant: Server): Promise<void> {
  await page.goto(plant.url)
  await page.getByLabel('Organization').fill(plant.organization)
  await page.getByLabel('Login').fill(plant.login)
  await page.locator('input[type=password]').fill(plant.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Work orders' })).toBeVisible()
}

/** Goes to a screen; on a phone those that are not at hand are found under "More". */
export async function go(page: Page, place: string): Promise<void> {
  const atHand = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: place, exact: true })
  if (await atHand.isVisible()) return atHand.click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('navigation', { name: 'All screens' }).getByRole('link', { name: place, exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

export async function noSeriousViolations(page: Page, screen: string): Promise<void> {
  await page.waitForTimeout(400) // what fades in is judged when it is there
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
  )
  expect(told, `axe on ${screen}`).toEqual([])
}

export async function noSidewaysScroll(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: window.innerWidth,
  }))
  expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(seen)
}
