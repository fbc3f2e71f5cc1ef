/** A place in a {@link Line}; whoever stands in one keeps it, to leave by it. */
export interface Place<T> {
  readonly value: T;
  readonly key: number;
  /** Neighbours, where the place is one of those that came in order. */
  previous: Place<T> | undefined;
  next: Place<T> | undefined;
  /** Index among those that came out of order; -1 where it is none of them. */
  index: number;
}

/**
 * Values in the order of a number, of which almost all arrive in that order: messages as they are sent, timeouts as they
 * are set. Those form a linked list, so that entering at the end, looking at the first and leaving from anywhere cost the
 * same with ten values as with a million. The few that arrive out of order go to a binary heap beside it.
 */
export class Line<T> {
  size = 0;
  #head: Place<T> | undefined;
  #tail: Place<T> | undefined;
  readonly #heap: Place<T>[] = [];

  /** Values of the same key stand in the order in which they came. */
  add(value: T, key: number): Place<T> {
    const place: Place<T> = { value, key, previous: undefined, next: undefined, index: -1 };
    this.size += 1;
    if (this.#tail === undefined || this.#tail.key <= key) this.#append(place);
    else this.#up(place, this.#heap.push(place) - 1);
    return place;
  }

  first(): Place<T> | undefined {
    const [top] = this.#heap;
    if (top === undefined) return this.#head;
    return this.#head === undefined || top.key < this.#head.key ? top : this.#head;
  }

  remove(place: Place<T>): void {
    this.size -= 1;
    if (place.index >= 0) this.#removeFromHeap(place);
    else this.#unlink(place);
  }

  /** All values, those of the list in order, then the others in none. Not for the way of a message: it visits everything. */
  *values(): Generator<T> {
    for (let place = this.#head; place !== undefined; place = place.next) yield place.value;
    for (const place of this.#heap) yield place.value;
  }

  // --- internal ---

  #append(place: Place<T>): void {
    place.previous = this.#tail;
    if (this.#tail === undefined) this.#head = place;
    else this.#tail.next = place;
    this.#tail = place;
  }

  #unlink(place: Place<T>): void {
    if (place.previous === undefined) this.#head = place.next;
    else place.previous.next = place.next;
    if (place.next === undefined) this.#tail = place.previous;
    else place.next.previous = place.previous;
    place.previous = undefined;
    place.next = undefined;
  }

  #removeFromHeap(place: Place<T>): void {
    const last = this.#heap.pop() as Place<T>;
    if (last !== place) {
      const { index } = place;
      this.#up(last, index);
      if (last.index === index) this.#down(last, index);
    }
    place.index = -1;
  }

  #up(place: Place<T>, from: number): void {
    let index = from;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.#heap[above] as Place<T>;
      if (parent.key <= place.key) break;
      this.#set(parent, index);
      index = above;
    }
    this.#set(place, index);
  }

  #down(place: Place<T>, from: number): void {
    const heap = this.#heap;
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const one = heap[left];
      if (one === undefined) break;
      const other = heap[left + 1];
      const lesser = other !== undefined && other.key < one.key ? other : one;
      if (lesser.key >= place.key) break;
      const below = lesser.index;
      this.#set(lesser, index);
      index = below;
    }
    this.#set(place, index);
  }

  #set(place: Place<T>, index: number): void {
    this.#heap[index] = place;
    place.index = index;
  }
}
