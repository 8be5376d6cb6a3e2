import Testing

@testable import Grouping

@Suite struct BudgetTests {
  @Test func looksThatChangeNothingAreNotTold() {
    let budget = Budget(limit: 1_000, isInterrupted: { false })
    #expect(!budget.isOver() && !budget.isOver(share: 0.5) && !budget.stopper()())
    #expect(!budget.hasDecided && budget.secondsLeft > 900)
  }

  @Test func whatTheTimeHasDecidedIsTold() {
    let over = Budget(limit: 0, isInterrupted: { false })
    #expect(!over.isOver(grace: 1_000) && !over.hasDecided)
    #expect(over.isOver() && over.hasDecided)
    let share = Budget(limit: 1_000, isInterrupted: { false })
    #expect(share.stopper(share: 0)() && share.hasDecided && !share.isOver())
  }

  /// The user is not the budget.
  @Test func interruption() {
    let budget = Budget(limit: 1_000, isInterrupted: { true })
    #expect(budget.stopper()() && budget.isInterrupted && !budget.hasDecided)
  }

  @Test func handedOn() {
    let budget = Budget(limit: 1_000, isInterrupted: { false })
    budget.decide()
    #expect(budget.hasDecided && !budget.isOver())
  }

  /// Work is counted whatever the clock says.
  @Test func work() {
    let budget = Budget(limit: 1_000, workLimit: 10, isInterrupted: { false })
    budget.spend(4)
    #expect(budget.work == 4 && !budget.isSpent() && !budget.isSpent(share: 0.5))
    budget.spend(1)
    #expect(budget.isSpent(share: 0.5) && !budget.isSpent())
    budget.spend(7)
    #expect(budget.isSpent() && budget.work == 12 && !budget.hasDecided)
    #expect(!Budget(limit: 1_000, isInterrupted: { false }).isSpent())
  }
}
