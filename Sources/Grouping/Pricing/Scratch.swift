/// A fixed piece of contiguous memory, for the hot loops: no bounds check in release builds, no reference counting, no
/// copy on write. It belongs to one thread at a time.
struct Scratch<Element: BitwiseCopyable>: ~Copyable {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  init(count: Int, filledWith value: Element) {
    self.count = count
    start = .allocate(capacity: max(1, count))
    start.initialize(repeating: value, count: max(1, count))
  }

  deinit {
    start.deallocate()
  }

  subscript(_ index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return start[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      start[index] = newValue
    }
  }
}
