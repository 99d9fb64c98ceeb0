/** Adds up how much processor time some work takes, which says the same on a busy machine as on a quiet one. */

export class Stopwatch {
  private spent = 0;
  private readonly start = process.cpuUsage();

  measure(work: () => void): void {
    const start = process.cpuUsage();
    work();
    this.spent += milliseconds(process.cpuUsage(start));
  }

  async measureAsync(work: () => Promise<void>): Promise<void> {
    const start = process.cpuUsage();
    await work();
    this.spent += milliseconds(process.cpuUsage(start));
  }

  /** What was measured, of all since the stopwatch was made, in milliseconds. */
  share(): { readonly milliseconds: number; readonly of: number } {
    return { milliseconds: rounded(this.spent), of: rounded(milliseconds(process.cpuUsage(this.start))) };
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
