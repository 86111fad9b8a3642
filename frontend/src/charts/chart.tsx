import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { init, type Option } from './echarts'

/** The colours of the page, so that a chart follows light and dark. */
export interface Inks {
  text: string
  dimmed: string
  line: string
  surface: string
  good: string
  bad: string
  warn: string
  info: string
  quiet: string
}

function inks(): Inks {
  const style = getComputedStyle(document.documentElement)
  const of = (name: string) => style.getPropertyValue(name).trim()
  return {
    text: of('--mantine-color-text'),
    dimmed: of('--mantine-color-dimmed'),
    line: of('--line'),
    surface: of('--surface'),
    good: of('--good'),
    bad: of('--bad'),
    warn: of('--warn'),
    info: of('--info'),
    quiet: of('--quiet'),
  }
}

interface ChartProps {
  /** What it shows, in a sentence: a screen reader reads this instead of the picture. */
  label: string
  height: number
  option: (inks: Inks, width: number) => Option
  /** How many marks there are: many are drawn on a canvas, which is faster; few as SVG, which is sharper. */
  marks: number
}

/** A chart, or a picture of data that is also told in words elsewhere on the screen. */
export function Chart({ label, height, option, marks }: ChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const scheme = useComputedColorScheme('light')
  const renderer = marks > 2_000 ? 'canvas' : 'svg'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page when the scheme changes
  useEffect(() => {
    const { current } = element
    if (!current) return
    const chart = init(current, null, { renderer })
    let width = 0
    const observer = new ResizeObserver(() => {
      if (current.clientWidth === width) return
      width = current.clientWidth
      chart.resize()
      chart.setOption(
        { animation: false, textStyle: { fontFamily: getComputedStyle(current).fontFamily }, ...option(inks(), width) },
        true,
      )
    })
    observer.observe(current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option, renderer, scheme])
  return <div ref={element} role="img" aria-label={label} style={{ height }} className="chart" />
}
