/** The machine's own time: tokens, leases and time-outs run on it, whatever the sandbox's clock says. */
export function realNow(): Date {
  return new Date();
}
