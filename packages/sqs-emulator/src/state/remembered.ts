import { Line, type Place } from "./line.ts";

/** What is known by a key until a time, with that which is forgotten next at hand. */
export class Remembered<T extends { readonly key: string; readonly expiresAt: number }> {
  readonly #byKey = new Map<string, Place<T>>();
  readonly #byAge = new Line<T>();

  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): T | undefined {
    return this.#byKey.get(key)?.value;
  }

  /** @returns what had the key until now */
  add(value: T): T | undefined {
    const before = this.#byKey.get(value.key);
    if (before !== undefined) this.#byAge.remove(before);
    this.#byKey.set(value.key, this.#byAge.add(value, value.expiresAt));
    return before?.value;
  }

  nextExpiry(): number | undefined {
    return this.#byAge.first()?.key;
  }

  /** Forgets, and gives, what has expired by now. */
  *expire(now: number): Generator<T> {
    for (let first = this.#byAge.first(); first !== undefined && first.key <= now; first = this.#byAge.first()) {
      this.#byAge.remove(first);
      this.#byKey.delete(first.value.key);
      yield first.value;
    }
  }
}
