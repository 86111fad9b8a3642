/** A QR code of its rows, 1 where it is dark, with the quiet zone around it. Black on white in either colour scheme: cameras want it so. */
export function Qr({ rows, label }: { rows: string[]; label: string }) {
  const size = rows.length + 8
  const path = rows
    .flatMap((row, y) => [...row].map((dark, x) => (dark === '1' ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width={232}
      height={232}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
