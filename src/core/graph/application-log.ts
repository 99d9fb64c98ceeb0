/** The applications of a program in the order of evaluation, found by layer. */
import type { Application, Layer } from './graph';

export class ApplicationLog {
  readonly all: Application[] = [];
  private readonly places = new Map<Application, number>();
  private readonly byLayer = new Map<Layer, Application[]>();

  /** An application that is not listed is found by its layer only. */
  add(application: Application, listed = true): void {
    if (listed) {
      this.places.set(application, this.all.length);
      this.all.push(application);
    }
    const own = this.byLayer.get(application.layer);
    if (own) own.push(application);
    else this.byLayer.set(application.layer, [application]);
  }

  /** Puts an application in the place of an earlier one of the same layer; without one it is not listed. */
  replace(old: Application, application: Application): void {
    const at = this.places.get(old);
    if (at === undefined) return;
    this.places.delete(old);
    this.places.set(application, at);
    this.all[at] = application;
    const own = this.byLayer.get(old.layer)!;
    own[own.indexOf(old)] = application;
  }

  of(layer: Layer): readonly Application[] {
    return this.byLayer.get(layer) ?? [];
  }
}
