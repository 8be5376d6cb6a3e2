import Testing

@testable import Grouping

@Suite struct SearchClockTests {
  @Test func looksThatChangeNothingAreNotTold() {
    let clock = SearchClock(limit: 1_000, isInterrupted: { false })
    #expect(!clock.isOver() && !clock.isOver(share: 0.5) && !clock.stopper()())
    #expect(!clock.hasDecided && clock.secondsLeft > 900)
  }

  @Test func whatTheTimeHasDecidedIsTold() {
    let over = SearchClock(limit: 0, isInterrupted: { false })
    #expect(!over.isOver(grace: 1_000) && !over.hasDecided)
    #expect(over.isOver() && over.hasDecided)
    let share = SearchClock(limit: 1_000, isInterrupted: { false })
    #expect(share.stopper(share: 0)() && share.hasDecided && !share.isOver())
  }

  /// The user is not the clock.
  @Test func interruption() {
    let clock = SearchClock(limit: 1_000, isInterrupted: { true })
    #expect(clock.stopper()() && clock.isInterrupted && !clock.hasDecided)
  }

  @Test func handedOn() {
    let clock = SearchClock(limit: 1_000, isInterrupted: { false })
    clock.decide()
    #expect(clock.hasDecided && !clock.isOver())
  }
}
