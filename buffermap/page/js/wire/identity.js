/** Which scenario a row of a result belongs to, as `buffermap/zones/identity.py` says it. */

const PRIME = 0x100000001b3n;
const WORD = (1n << 64n) - 1n;

/** @param {string | undefined} basis  what the zone rests on but for side and depth @param {string} side @param {number | null} depth */
export function scenarioId(basis, side, depth) {
  if (!basis || depth === null) return "";
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${basis}/${side}/${depth.toFixed(3)}`)) value = ((value ^ BigInt(byte)) * PRIME) & WORD;
  return value.toString(16).padStart(16, "0");
}
