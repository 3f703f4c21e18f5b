/** A line on standard error that shows how far a command is; silent where standard error is no terminal. */
export function showProgress(what: string): {
  update: (share: number, phase: string | null) => void;
  end: () => void;
} {
  const terminal = process.stderr.isTTY;
  const started = performance.now();
  return {
    update: (share, phase) => {
      if (!terminal) return;
      const width = 24;
      const done = Math.round(share * width);
      const elapsed = (performance.now() - started) / 1000;
      const left = share > 0.02 ? `${Math.ceil((elapsed / share) * (1 - share))} s left` : '';
      process.stderr.write(
        `\r${what} [${'='.repeat(done)}${' '.repeat(width - done)}] ${Math.round(share * 100)} % ` +
          `${phase ?? ''} ${left}\u001b[K`,
      );
    },
    end: () => {
      if (terminal) process.stderr.write('\r\u001b[K');
    },
  };
}
