/**
 * Listens to what a page is sent while it is open.
 *
 * @param {string} address
 * @param {Record<string, (data: any) => void>} heard what to do with each event
 * @param {() => void} off told when it is over for good: signed out, deleted, or no longer allowed
 * @returns {EventSource}
 */
export function listen(address, heard, off) {
  const source = new EventSource(address);
  for (const [name, take] of Object.entries(heard)) {
    source.addEventListener(name, (event) => take(JSON.parse(event.data)));
  }
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) off();
  };
  return source;
}
